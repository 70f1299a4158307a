package genga.wan.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Cuts a prompt into UMT5 tokens: cleaned, at most 512 with `</s>` as the last (Wan2.1 `wan/modules/tokenizers.py`).
public final class PromptTokenizer implements AutoCloseable {
    /// Tokens a Wan2.1 model sees.
    public static final int LENGTH = 512;

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "true", "truncation", "true", "padding", "false", "maxLength", "" + LENGTH);

    private final HuggingFaceTokenizer tokenizer;

    private PromptTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// @param file a `tokenizer.json`, a `spiece.model`, a UMT5 encoder that holds one, or the folder of one of the
    ///     first two; told apart by what they hold
    public static PromptTokenizer open(Path file) {
        Path found = Files.isDirectory(file) ? inFolder(file) : file;
        if (!Files.isRegularFile(found)) {
            throw new IllegalArgumentException(
                    "tokenizer %s is missing; expected the tokenizer.json or spiece.model of google/umt5-xxl"
                            .formatted(found));
        }
        try (InputStream json = TokenizerForm.of(found).json(found)) {
            return new PromptTokenizer(parse(json, found));
        } catch (IOException e) {
            throw new UncheckedIOException("tokenizer %s could not be read: %s".formatted(found, e.getMessage()), e);
        }
    }

    /// The library tells what it finds wrong as a bare exception.
    private static HuggingFaceTokenizer parse(InputStream json, Path file) throws IOException {
        try {
            return HuggingFaceTokenizer.newInstance(json, OPTIONS);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "tokenizer %s is not the tokenizer.json of google/umt5-xxl: %s; fetch it again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Path inFolder(Path folder) {
        Path json = folder.resolve("tokenizer.json");
        Path pieces = folder.resolve("spiece.model");
        return Files.isRegularFile(json) || !Files.isRegularFile(pieces) ? json : pieces;
    }

    /// The text as it is tokenized.
    public String cleaned(String prompt) {
        return PromptCleaning.clean(prompt);
    }

    /// Token numbers of the real tokens, 1 to 512 of them, ending in `</s>`; an empty prompt gives `</s>` alone.
    public long[] tokens(String prompt) {
        return tokenizer.encode(cleaned(prompt)).getIds();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
