package genga.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Eager PyTorch in a process of its own: the resource `yardstick.py`, one order and one answer per line of JSON.
final class PythonPeer implements Peer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = "yardstick.py";

    private final SampleFiles files;
    private final String interpreter;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final String torch;

    private PythonPeer(SampleFiles files, String interpreter, Process process) {
        this.files = files;
        this.interpreter = interpreter;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.torch = ask(order("hello").put("threads", WanBenchmark.THREADS))
                .path("torch")
                .asText();
    }

    /// Starts `interpreter`, which must be a Python with PyTorch.
    static PythonPeer start(SampleFiles files, String interpreter) {
        try {
            Path script = files.folder().resolve(SCRIPT);
            try (InputStream text = PythonPeer.class.getResourceAsStream(SCRIPT)) {
                Files.write(script, text.readAllBytes());
            }
            ProcessBuilder builder = new ProcessBuilder(interpreter, "-u", script.toString());
            builder.environment().put("OMP_NUM_THREADS", String.valueOf(WanBenchmark.THREADS));
            // Genga's launcher sets it for Genga; the reference's users run it without
            builder.environment().remove("GLIBC_TUNABLES");
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new PythonPeer(files, interpreter, process);
        } catch (IOException e) {
            throw new BenchException(
                    "GENGA_PYTHON=%s could not be started: %s; name a Python with PyTorch, or unset it to compare with"
                                    .formatted(interpreter, e.getMessage())
                            + " recorded figures",
                    e);
        }
    }

    @Override
    public void load(Work work) {
        load(work, inputs(work));
    }

    private Path inputs(Work work) {
        return work == Work.VAE_F32 ? files.vaeInputs() : files.transformerInputs();
    }

    private void load(Work work, Path inputs) {
        boolean vae = work == Work.VAE_F32;
        ObjectNode order = order("load", work)
                .put("kind", vae ? "vae" : "transformer")
                .put("weights", (vae ? files.vae() : files.transformer()).toString())
                .put("inputs", inputs.toString())
                .put("dtype", work.type().label())
                .put("timestep", WanBenchmark.TIMESTEP)
                .put("text_length", SampleTransformer.TEXT_LENGTH);
        if (work.adapted()) {
            order.put("adapter", files.adapter().toString());
        }
        ask(order);
    }

    @Override
    public void drop(Work work) {
        ask(order("drop", work));
    }

    @Override
    public Optional<Double> seconds(Work work, Act act) {
        return Optional.of(
                ask(order("time", work).put("act", act.label())).path("seconds").asDouble());
    }

    @Override
    public Optional<Double> seconds(Work work, Act act, Path out) {
        ObjectNode order = order("time", work).put("act", act.label()).put("out", out.toString());
        return Optional.of(ask(order).path("seconds").asDouble());
    }

    @Override
    public boolean write(Work work, Act act, Path out) {
        ask(order("write", work).put("act", act.label()).put("out", out.toString()));
        return true;
    }

    /// The most memory in MiB that fresh processes of this interpreter ever held over one part each.
    Map<String, Long> peaks(SampleFiles files, List<Part> parts) {
        Map<String, Long> peaks = new LinkedHashMap<>();
        for (Part part : parts) {
            try (PythonPeer fresh = start(files, interpreter)) {
                fresh.run(part);
                peaks.put(part.label(), fresh.ask(order("peak")).path("bytes").asLong() >> 20);
            }
        }
        return peaks;
    }

    private void run(Part part) {
        Work work = part == Part.VAE ? Work.VAE_F32 : part == Part.STEP ? Work.ADAPTER_F32 : Work.TRANSFORMER_F32;
        List<Act> acts = switch (part) {
            case FORWARD -> List.of(Act.FORWARD, Act.FORWARD);
            case STEP -> List.of(Act.STEP_CHECKPOINTED, Act.STEP_CHECKPOINTED);
            case VAE -> List.of(Act.ENCODE, Act.DECODE);
            case MEMORY, GROWTH -> List.of();
        };
        load(work, part == Part.VAE ? files.vaeStart() : inputs(work));
        acts.forEach(act -> ask(order("time", work).put("act", act.label())));
    }

    @Override
    public Map<String, Object> description() {
        return Map.of("peer", "PyTorch " + torch + " eager, on this machine, in this run");
    }

    private static ObjectNode order(String what) {
        return JSON.createObjectNode().put("do", what);
    }

    private static ObjectNode order(String what, Work work) {
        return order(what).put("name", work.name().toLowerCase(Locale.ROOT));
    }

    private JsonNode ask(ObjectNode order) {
        try {
            orders.write(order + "\n");
            orders.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new BenchException("%s ended before it answered %s; run it with `-c 'import torch'` to see why"
                        .formatted(interpreter, order));
            }
            JsonNode node = JSON.readTree(answer);
            if (node.has("error")) {
                throw new BenchException("PyTorch answered %s with %s"
                        .formatted(order, node.path("error").asText()));
            }
            return node;
        } catch (IOException e) {
            throw new BenchException("%s broke off at %s: %s".formatted(interpreter, order, e.getMessage()), e);
        }
    }

    /// Closing its input ends the process.
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
