package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.vae.Latent;
import genga.wan.vae.VideoVae;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The VAE on clips of several lengths: raw and normalised latents, decoded pictures before clamping, and every stage
/// of the clip of nine frames.
final class VaeCases {
    private static final String RANDOM = "random2";

    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();
    /// Stages of one run, one entry per chunk.
    private final Map<String, List<Chunk>> seen = new LinkedHashMap<>();

    private record Chunk(long[] shape, float[] values) {}

    private VaeCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden) {
        VaeCases cases = new VaeCases(golden);
        String weights = golden.fileOf(golden.named("weight").getFirst());
        int[] lengths = golden.config()
                .path("frames")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .toArray();
        try (VideoVae vae = VideoVae.open(golden.path(weights), Device.cpu())) {
            for (int frames : lengths) {
                cases.clip(vae, frames);
            }
            if (golden.has("latent." + RANDOM)) {
                cases.decode(vae, RANDOM);
            }
            cases.requireStages();
        }
        try (VideoVae half = VideoVae.open(golden.path(weights), Device.cpu(), DType.BF16)) {
            for (int frames : lengths) {
                cases.halfPrecision(half, frames);
            }
        }
        return cases.comparisons;
    }

    private void clip(VideoVae vae, int frames) {
        if (golden.has("video." + frames)) {
            seen.clear();
            Latent latent = vae.encodeStages(video(frames), this::see);
            compare("latent." + frames, latent.values());
            compare("mu_raw." + frames, Arrays.copyOf(joined("mu"), latent.values().length));
            compareStages();
        }
        if (golden.has("decoded." + frames)) {
            decode(vae, String.valueOf(frames));
            compareStages();
        }
    }

    private void decode(VideoVae vae, String name) {
        seen.clear();
        vae.decodeStages(Latent.of(golden.tensor("latent." + name)), this::see);
        compare("decoded." + name, joined("decoder.head"));
    }

    private void halfPrecision(VideoVae half, int frames) {
        if (golden.has("latent_bf16." + frames)) {
            compare(
                    "latent_bf16." + frames,
                    half.encodeStages(video(frames), (name, stage) -> {}).values());
        }
    }

    private Tensor video(int frames) {
        Tensor video_CTHW = golden.tensor("video." + frames);
        long[] shape = video_CTHW.shape();
        return Tensor.of(golden.scope(), video_CTHW.toFloats(), 1, shape[0], shape[1], shape[2], shape[3]);
    }

    private void see(String name, Tensor stage) {
        seen.computeIfAbsent(name, key -> new ArrayList<>()).add(new Chunk(stage.shape(), stage.toFloats()));
    }

    private void compare(String name, float[] found) {
        if (golden.has(name)) {
            comparisons.add(golden.compare(name, found));
        }
    }

    /// Stages are stored for one clip, the one whose stages are as large.
    private void compareStages() {
        for (String name : List.copyOf(seen.keySet())) {
            if (!name.equals("mu") && golden.has(name)) {
                float[] found = joined(name);
                if (found.length == golden.tensor(name).elements() && compared.add(name)) {
                    comparisons.add(golden.compare(name, found));
                }
            }
        }
    }

    /// A stage that no clip has is a failure, not an omission.
    private void requireStages() {
        for (String name : golden.named("intermediate")) {
            if ((name.startsWith("encoder.") || name.startsWith("decoder.")) && !compared.contains(name)) {
                comparisons.add(Comparison.failed(name, "no clip of the case has a stage of that name and size"));
            }
        }
    }

    /// The chunks `[1, C, T, H, W]` of a stage joined along T.
    private float[] joined(String name) {
        List<Chunk> chunks = seen.get(name);
        int channels = (int) chunks.getFirst().shape()[1];
        int total = chunks.stream().mapToInt(chunk -> chunk.values().length).sum();
        float[] joined = new float[total];
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (Chunk chunk : chunks) {
                int length = chunk.values().length / channels;
                System.arraycopy(chunk.values(), channel * length, joined, at, length);
                at += length;
            }
        }
        return joined;
    }
}
