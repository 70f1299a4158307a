package genga.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import genga.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Takes one film all the way: project, upload, clips, captions, dataset, caches, training, render, files.
public final class Demo {

    private static final String TRIGGER_PHRASE = "Genga watercolour style.";
    private static final String PROMPT = "a small boat with a red sail crosses a calm bay in the morning light";

    private final Gateway gateway;
    private final Terminal terminal;
    private final Map<String, Object> summary = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    public Demo(URI address, Terminal terminal) {
        this.gateway = Gateway.at(address);
        this.terminal = terminal;
    }

    /// Runs the demonstration and returns its summary as one line of JSON.
    ///
    /// @param film the source; its name becomes the project's
    /// @param out  where adapter and clip are left
    /// @throws DemoFailed when a stage fails
    public String run(Path film, Path out) throws InterruptedException, IOException {
        String name = film.getFileName().toString();
        JsonNode project =
                gateway.post("/v1/projects", Map.of("name", "Demo: " + name, "triggerPhrase", TRIGGER_PHRASE));
        String id = project.path("project").asText();
        summary.put("film", film.toString());
        try (EventStream events = new EventStream(gateway, id)) {
            Stages stages = new Stages(gateway, events, terminal, seconds);
            ingest(stages, id, film);
            caption(stages, id);
            String dataset = cache(stages, id);
            JsonNode run = train(stages, dataset);
            JsonNode render = render(stages, id, run.path("run").asText());
            save(run, render, out.toAbsolutePath().normalize());
        }
        summary.put("seconds", seconds);
        return gateway.json().valueToTree(summary).toString();
    }

    private void ingest(Stages stages, String project, Path film) throws InterruptedException, IOException {
        StageLine line = new StageLine(terminal, "upload");
        JsonNode uploaded = gateway.upload(project, film);
        seconds.put(
                "upload", line.over("%,d bytes".formatted(uploaded.path("size").asLong())));
        JsonNode ingested = stages.await(
                new Stages.Stage("ingest", "/v1/films/" + uploaded.path("film").asText(), "INGESTED"),
                Demo::ingestOutcome);
        Map<String, Integer> rejected = new TreeMap<>(counts(ingested.path("verdicts")));
        Integer kept = rejected.remove("Kept");
        summary.put("shots", ingested.path("shots").asInt());
        summary.put("kept", kept == null ? 0 : kept);
        summary.put("rejected", rejected);
        if (kept == null) {
            throw new DemoFailed("no clip of " + film + " was kept (" + rejected
                    + "); a style needs moving shots of more than a second, try another film");
        }
    }

    private static String ingestOutcome(JsonNode film) {
        StringBuilder text = new StringBuilder(film.path("shots").asInt() + " shots");
        counts(film.path("verdicts"))
                .forEach((label, count) ->
                        text.append(", ").append(count).append(' ').append(label));
        return text.toString();
    }

    private static Map<String, Integer> counts(JsonNode object) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asInt()));
        return counts;
    }

    private void caption(Stages stages, String project) throws InterruptedException {
        stages.awaitCaptions(project, (int) summary.get("kept"));
    }

    private String cache(Stages stages, String project) throws InterruptedException {
        JsonNode frozen = gateway.post("/v1/projects/" + project + "/datasets", Map.of());
        String dataset = frozen.path("dataset").asText();
        gateway.post("/v1/datasets/" + dataset + "/cache", Map.of());
        JsonNode cached = stages.await(
                new Stages.Stage("cache", "/v1/datasets/" + dataset, "CACHED"),
                node -> "%d latents, %d texts, %d items per epoch"
                        .formatted(
                                node.path("latents").asInt(),
                                node.path("texts").asInt(),
                                node.path("itemsPerEpoch").asInt()));
        summary.put("itemsPerEpoch", cached.path("itemsPerEpoch").asInt());
        return dataset;
    }

    private JsonNode train(Stages stages, String dataset) throws InterruptedException {
        JsonNode ordered = gateway.post("/v1/datasets/" + dataset + "/runs", Map.of("name", "demo"));
        JsonNode run = stages.await(
                new Stages.Stage("train", "/v1/runs/" + ordered.path("run").asText(), "FINISHED"),
                node -> "%d steps, loss %.4f -> %.4f"
                        .formatted(
                                node.path("steps").asInt(),
                                node.path("firstLoss").asDouble(),
                                node.path("lastLoss").asDouble()));
        summary.put("steps", run.path("steps").asInt());
        summary.put("firstLoss", run.path("firstLoss").asDouble());
        summary.put("lastLoss", run.path("lastLoss").asDouble());
        return run;
    }

    private JsonNode render(Stages stages, String project, String run) throws InterruptedException {
        JsonNode ordered = gateway.post("/v1/projects/" + project + "/renders", Map.of("prompt", PROMPT, "run", run));
        return stages.await(
                new Stages.Stage(
                        "render", "/v1/renders/" + ordered.path("render").asText(), "FINISHED"),
                node -> "%,d bytes".formatted(node.path("clip").path("size").asLong()));
    }

    private void save(JsonNode run, JsonNode render, Path out) throws InterruptedException, IOException {
        StageLine line = new StageLine(terminal, "save");
        Path adapter = gateway.download(run.path("adapter").path("key").asText(), out.resolve("adapter.safetensors"));
        Path clip = gateway.download(render.path("clip").path("key").asText(), out.resolve("render.mp4"));
        seconds.put("save", line.over(out.toString()));
        summary.put("adapter", adapter.toString());
        summary.put("render", clip.toString());
    }
}
