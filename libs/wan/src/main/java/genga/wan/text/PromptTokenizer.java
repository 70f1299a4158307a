package genga.wan.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Cuts a prompt into UMT5 tokens: cleaned, at most 512 with `</s>` as the last (Wan2.1 `wan/modules/tokenizers.py`).
public final class PromptTokenizer implements AutoCloseable {
    /// Tokens a Wan2.1 model sees.
    public static final int LENGTH = 512;

    private final HuggingFaceTokenizer tokenizer;

    private PromptTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// @param file `tokenizer.json`, or the folder that holds it
    public static PromptTokenizer open(Path file) {
        Path json = Files.isDirectory(file) ? file.resolve("tokenizer.json") : file;
        Map<String, String> options =
                Map.of("addSpecialTokens", "true", "truncation", "true", "padding", "false", "maxLength", "" + LENGTH);
        if (!Files.isRegularFile(json)) {
            throw new IllegalArgumentException(
                    "tokenizer %s is missing; expected the tokenizer.json of google/umt5-xxl".formatted(json));
        }
        try {
            return new PromptTokenizer(HuggingFaceTokenizer.newInstance(json, options));
        } catch (IOException e) {
            throw new UncheckedIOException("tokenizer %s could not be read".formatted(json), e);
        }
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
