package genga.wan.text;

import genga.wan.tensor.Device;
import genga.wan.tensor.TensorScope;
import java.nio.file.Path;

/// Captions and prompts to what the transformer reads: tokenizer and [Umt5] together.
public final class TextEncoder implements AutoCloseable {
    private final PromptTokenizer tokenizer;
    private final Umt5 network;

    private TextEncoder(PromptTokenizer tokenizer, Umt5 network) {
        this.tokenizer = tokenizer;
        this.network = network;
    }

    /// @param weights `umt5-xxl-enc-bf16.safetensors`, or one with the names of transformers or ComfyUI
    /// @param tokenizer `tokenizer.json`, `spiece.model`, their folder, or a text encoder that holds one
    public static TextEncoder open(Path weights, Path tokenizer, Device device) {
        PromptTokenizer cutter = PromptTokenizer.open(tokenizer);
        try {
            return new TextEncoder(cutter, Umt5.open(weights, device));
        } catch (RuntimeException e) {
            cutter.close();
            throw e;
        }
    }

    /// Encodes a caption or prompt; an empty one gives the single row of `</s>`.
    public TextEmbedding encode(String prompt) {
        try (TensorScope scope = TensorScope.open()) {
            TextEmbedding embedding =
                    TextEmbedding.of(network.encode(scope, tokenizer.tokens(prompt), (name, stage) -> {}));
            network.requireFinite(embedding);
            return embedding;
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        network.close();
    }
}
