package genga.wan.nano;

import genga.wan.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The embedded base model `wan-nano`: the architecture, file layout and tensor names of Wan2.1 at a few million
/// parameters, so that everything real runs on a laptop.
///
/// Nobody trained it. Its weights are computed when it is first wanted, from a fixed seed and from what each part is
/// for (see [NanoVae], [NanoTransformer], [NanoText]), and are the same on every machine.
///
/// @param transformer `wan-nano-dit.safetensors`
/// @param vae `wan-nano-vae.safetensors`
/// @param text `wan-nano-umt5.safetensors`
/// @param tokenizer `tokenizer.json`
public record NanoModel(Path transformer, Path vae, Path text, Path tokenizer) {
    /// Changes with the weights, so that a stale directory is built anew.
    static final String REVISION = "4";

    static final String REVISION_KEY = "wan_nano_revision";
    static final long SEED = 20_260_101;

    /// The model in that directory, built if it is missing or of another revision. Each file appears whole; processes
    /// that share the directory take turns, for two that build at once would write into one unfinished file.
    public static NanoModel ensure(Path directory) {
        NanoModel model = new NanoModel(
                directory.resolve("wan-nano-dit.safetensors"),
                directory.resolve("wan-nano-vae.safetensors"),
                directory.resolve("wan-nano-umt5.safetensors"),
                directory.resolve("tokenizer.json"));
        try {
            Files.createDirectories(directory);
            if (!isCurrent(model.text) || !Files.isRegularFile(model.tokenizer)) {
                int tokens = NanoTokenizer.write(model.tokenizer);
                NanoText.write(model.text, tokens);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("wan-nano cannot be written to %s: %s".formatted(directory, e), e);
        }
        if (!isCurrent(model.vae)) {
            NanoVae.write(model.vae);
        }
        if (!isCurrent(model.transformer)) {
            NanoTransformer.write(model.transformer);
        }
        return model;
    }

    private static boolean isCurrent(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (SafetensorsFile weights = SafetensorsFile.open(file)) {
            return REVISION.equals(weights.metadata().get(REVISION_KEY));
        }
    }
}
