package genga.bench;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Models with random weights and their inputs, as files that both sides read; gone when closed.
///
/// Weights are normal with the deviation that keeps a signal's size (one over the root of the number of inputs), so
/// that no side meets zeros, infinities or denormals.
record SampleFiles(Path folder) implements AutoCloseable {
    private static final long SEED = 20260101;

    static SampleFiles write(Settings settings) {
        SampleFiles files = new SampleFiles(newFolder());
        try {
            fill(files.transformer(), SampleTransformer.weights());
            fill(files.smallTransformer(), SampleTransformer.small());
            fill(files.adapter(), SampleTransformer.adapter());
            fill(files.transformerInputs(), SampleTransformer.inputs());
            if (settings.measures(Part.VAE) || settings.measures(Part.MEMORY)) {
                fill(files.vae(), SampleVae.weights());
                fill(files.vaeInputs(), SampleVae.inputs(settings));
                fill(files.vaeStart(), SampleVae.start(settings));
            }
            return files;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("genga-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for sample models; point java.io.tmpdir at 1 GB of space", e);
        }
    }

    Path transformer() {
        return folder.resolve("transformer.safetensors");
    }

    Path smallTransformer() {
        return folder.resolve("small-transformer.safetensors");
    }

    Path adapter() {
        return folder.resolve("adapter.safetensors");
    }

    Path transformerInputs() {
        return folder.resolve("transformer-inputs.safetensors");
    }

    Path vae() {
        return folder.resolve("vae.safetensors");
    }

    Path vaeInputs() {
        return folder.resolve("vae-inputs.safetensors");
    }

    /// As [#vaeInputs], but only the first chunk and one like all that follow: enough for the most memory.
    Path vaeStart() {
        return folder.resolve("vae-start.safetensors");
    }

    Path answers() {
        return folder.resolve("answers.f32");
    }

    private static void fill(Path file, Map<String, long[]> shapes) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            shapes.forEach((name, shape) -> tensors.put(name, Tensor.of(scope, values(random, name, shape), shape)));
            SafetensorsWriter.write(file, tensors, Map.of());
        }
    }

    private static float[] values(SplittableRandom random, String name, long... shape) {
        int count = 1;
        for (long extent : shape) {
            count = Math.multiplyExact(count, Math.toIntExact(extent));
        }
        boolean gain = name.contains("norm") && name.endsWith("weight") || name.endsWith("gamma");
        double deviation = deviation(name, shape, count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((gain ? 1 : 0) + deviation * random.nextGaussian());
        }
        return values;
    }

    private static double deviation(String name, long[] shape, int count) {
        return switch (name) {
            case "latent", "target", "text" -> 1;
            case "video" -> 0.3;
            default -> name.endsWith(".weight") && shape.length > 1 ? Math.sqrt((double) shape[0] / count) : 0.1;
        };
    }

    @Override
    public void close() {
        remove(folder);
    }

    /// A folder and the files in it.
    static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the files under " + folder + " could not be removed: " + e, e);
        }
    }
}
