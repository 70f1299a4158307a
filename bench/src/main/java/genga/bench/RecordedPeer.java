package genga.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The reference's own figures, measured once on another machine: 2 threads of an AMD EPYC with AVX-512 bf16, PyTorch
/// 2.13. They say roughly where Genga stands; only a side-by-side run says it truly.
///
/// @param quick the clip is then not the one the figures belong to
record RecordedPeer(boolean quick) implements Peer {
    private static final Map<String, Double> SECONDS = Map.of(
            "TRANSFORMER_F32.FORWARD", 1.567,
            "TRANSFORMER_BF16.FORWARD", 1.17,
            "ADAPTER_F32.STEP_CHECKPOINTED", 6.505,
            "ADAPTER_BF16.STEP_CHECKPOINTED", 4.518,
            "ADAPTER_F32.STEP", 4.912,
            "ADAPTER_BF16.STEP", 3.4);
    private static final Map<String, Double> VAE_SECONDS = Map.of("VAE_F32.ENCODE", 22.0, "VAE_F32.DECODE", 37.0);

    private static final double PEAK_GIBIBYTES = 2.42;

    @Override
    public Optional<Double> seconds(Work work, Act act) {
        String key = work + "." + act;
        return Optional.ofNullable(quick ? SECONDS.get(key) : SECONDS.getOrDefault(key, VAE_SECONDS.get(key)));
    }

    @Override
    public Optional<Double> seconds(Work work, Act act, Path out) {
        return seconds(work, act);
    }

    @Override
    public void load(Work work) {}

    @Override
    public void drop(Work work) {}

    @Override
    public boolean write(Work work, Act act, Path out) {
        return false;
    }

    /// The peak of the run that gave the figures.
    long peakMebibytes() {
        return Math.round(PEAK_GIBIBYTES * 1024);
    }

    @Override
    public Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("peer", "recorded figures of the reference, measured on another machine");
        description.put("hint", "set GENGA_PYTHON to a Python with PyTorch for a comparison on this machine");
        return description;
    }

    @Override
    public void close() {}
}
