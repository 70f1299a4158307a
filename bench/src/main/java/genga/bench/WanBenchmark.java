package genga.bench;

import genga.wan.tensor.DType;
import genga.wan.tensor.SignalExit;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.KeptActivations;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The model library beside PyTorch: the same work on the same files, round by round in turn.
///
/// Figures: `*_ratio` is Genga's median over the peer's (under 1 is faster, or smaller), `*_seconds` are medians,
/// `*_difference` says how far the two results lie apart.
final class WanBenchmark {
    static final int THREADS = 2;
    static final double TIMESTEP = 500;

    private static final double ENCODER_SHARE = 0.4;

    private final Settings settings;
    private final long begin = System.nanoTime();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    WanBenchmark(Settings settings) {
        this.settings = settings;
    }

    Map<String, Object> run() {
        tell("writing sample models");
        try (SampleFiles files = SampleFiles.write(settings);
                Peer peer = peer(files)) {
            return SignalExit.during(files::close, () -> figures(files, peer));
        }
    }

    private Map<String, Object> figures(SampleFiles files, Peer peer) {
        figures.put("benchmark", "wan");
        figures.putAll(peer.description());
        figures.put("threads", THREADS);
        figures.put("rounds", settings.rounds());
        figures.put("quick", settings.quick());
        figures.put("clip", settings.quick() ? "5 frames 128x96" : "17 frames 256x144");
        measure(files, peer);
        return figures;
    }

    private Peer peer(SampleFiles files) {
        String interpreter = System.getenv("GENGA_PYTHON");
        return interpreter == null || interpreter.isBlank()
                ? new RecordedPeer(settings.quick())
                : PythonPeer.start(files, interpreter);
    }

    private void measure(SampleFiles files, Peer peer) {
        if (settings.measures(Part.FORWARD)) {
            forward(files, peer, Work.TRANSFORMER_F32);
            forward(files, peer, Work.TRANSFORMER_BF16);
        }
        if (settings.measures(Part.STEP)) {
            step(files, peer, Work.ADAPTER_F32);
            if (hasBf16()) {
                step(files, peer, Work.ADAPTER_BF16);
            }
        }
        if (settings.measures(Part.MEMORY)) {
            memory(files, peer);
        }
        if (settings.measures(Part.GROWTH)) {
            figures.putAll(Growth.measure(files, settings));
        }
        if (settings.measures(Part.VAE)) {
            vae(files, peer);
        }
    }

    private void forward(SampleFiles files, Peer peer, Work work) {
        peer.load(work);
        try (TransformerSubject subject = new TransformerSubject(files, work)) {
            compare(files, peer, work, Act.FORWARD, subject::result);
            race("forward_" + work.label(), Map.of("", subject::forward), () -> peer.seconds(work, Act.FORWARD));
        }
        peer.drop(work);
    }

    private void step(SampleFiles files, Peer peer, Work work) {
        peer.load(work);
        try (StepSubject subject = new StepSubject(files, work)) {
            compare(files, peer, work, Act.GRADIENTS, subject::gradients);
            Map<String, Runnable> ways = new LinkedHashMap<>();
            ways.put("_keep_attention", () -> subject.step(KeptActivations.ATTENTION));
            ways.put("_keep_everything", () -> subject.step(KeptActivations.EVERYTHING));
            race("step_" + work.label(), ways, () -> peer.seconds(work, Act.STEP_CHECKPOINTED));
        }
        peer.drop(work);
    }

    private void vae(SampleFiles files, Peer peer) {
        Work work = Work.VAE_F32;
        peer.load(work);
        try (VaeSubject exact = new VaeSubject(files, DType.F32);
                VaeSubject narrow = new VaeSubject(files, DType.BF16)) {
            long now = System.nanoTime();
            long encoderEnd = now + (long) (ENCODER_SHARE * (end() - now));
            coder(files, peer, Act.ENCODE, encoderEnd, Map.of("_fp32", exact::encode, "_bf16", narrow::encode));
            coder(files, peer, Act.DECODE, end(), Map.of("_fp32", exact::decodeWhole, "_bf16", narrow::decodeWhole));
        }
        peer.drop(work);
    }

    /// One way of the VAE. It takes so long that nothing is run for warming up or for the comparison alone, nor bf16
    /// in turn where the processor has no instructions for it: there one run of the decoder says how far it is off.
    private void coder(SampleFiles files, Peer peer, Act act, long until, Map<String, Supplier<float[]>> coders) {
        String name = "vae_" + act.label();
        Map<String, float[]> results = new LinkedHashMap<>();
        Map<String, Runnable> ways = new LinkedHashMap<>();
        ways.put("_fp32", () -> results.put("_fp32", coders.get("_fp32").get()));
        if (hasBf16()) {
            ways.put("_bf16", () -> results.put("_bf16", coders.get("_bf16").get()));
        }
        Supplier<Optional<Double>> theirs = () -> peer.seconds(Work.VAE_F32, act, files.answers());
        tell(name + ": up to " + settings.rounds() + " rounds");
        tell(name, new Race(settings.rounds(), false, () -> System.nanoTime() > until, ways, theirs).run());
        if (Files.exists(files.answers())) {
            figures.put(
                    act.label() + "_fp32_difference",
                    Difference.relative(results.get("_fp32"), Difference.read(files.answers())));
        }
        if (act == Act.DECODE) {
            float[] narrow = results.containsKey("_bf16")
                    ? results.get("_bf16")
                    : coders.get("_bf16").get();
            figures.put("vae_decode_bf16_psnr_db", rounded(Difference.decibel(narrow, results.get("_fp32"))));
        }
    }

    private long end() {
        return begin + TimeUnit.MINUTES.toNanos(settings.minutes());
    }

    private boolean hasBf16() {
        try (TensorScope scope = TensorScope.open()) {
            boolean has =
                    !Tensor.of(scope, new float[1], 1).to(scope, DType.BF16).widensProducts();
            figures.put("processor_has_bf16", has);
            return has;
        }
    }

    private void memory(SampleFiles files, Peer peer) {
        tell("memory: each part in a process of its own");
        Map<String, Long> ours = PeakMemory.ofEachPart(files);
        Map<String, Long> theirs = PeakMemory.ofEachPart(files, peer);
        figures.put("peak_rss_mib", ours);
        figures.put("peer_peak_rss_mib", theirs);
        double worst = ours.keySet().stream()
                .mapToDouble(part -> (double) ours.get(part) / theirs.get(part))
                .max()
                .orElseThrow();
        figures.put("peak_rss_ratio", rounded(worst));
    }

    private void race(String name, Map<String, Runnable> ways, Supplier<Optional<Double>> theirs) {
        tell(name + ": " + settings.rounds() + " rounds");
        tell(name, new Race(settings.rounds(), true, () -> System.nanoTime() > end(), ways, theirs).run());
    }

    private void tell(String name, Race.Outcome outcome) {
        figures.put(name + "_rounds", outcome.rounds());
        outcome.theirs().ifPresent(seconds -> figures.put(name + "_peer_seconds", rounded(seconds)));
        outcome.ours().forEach((way, seconds) -> {
            figures.put(name + way + "_seconds", rounded(seconds));
            Optional<Double> ratio = outcome.ratio(way);
            ratio.ifPresent(value -> figures.put(name + way + "_ratio", rounded(value)));
            tell("%s%s: %.3f s against %s, ratio %s"
                    .formatted(name, way, seconds, shown(outcome.theirs()), shown(ratio)));
        });
    }

    private static String shown(Optional<Double> value) {
        return value.map(number -> String.format(Locale.ROOT, "%.3f", number)).orElse("nothing recorded");
    }

    private void compare(SampleFiles files, Peer peer, Work work, Act act, Supplier<float[]> ours) {
        if (peer.write(work, act, files.answers())) {
            double difference = Difference.relative(ours.get(), Difference.read(files.answers()));
            figures.put(act.label() + "_" + work.label() + "_difference", difference);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    static void tell(String line) {
        System.err.println(line);
    }
}
