package genga.wan.text;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What the text encoder makes of a caption or prompt: one row for each real token, `</s>` included (at most 512).
///
/// @param rows number of tokens L
/// @param width D, 4096 for UMT5-XXL
/// @param values L x D, row by row
public record TextEmbedding(int rows, int width, float[] values) {
    private static final String KEY = "varlen_t5_";

    public TextEmbedding {
        if (rows < 1 || (long) rows * width != values.length) {
            throw new IllegalArgumentException(
                    "a text embedding of %d x %d needs that many values, got %d".formatted(rows, width, values.length));
        }
        values = values.clone();
    }

    @Override
    public float[] values() {
        return values.clone();
    }

    /// As a tensor `[L, D]`.
    public Tensor tensor(TensorScope scope) {
        return Tensor.of(scope, values, rows, width);
    }

    /// A tensor `[L, D]` as a value.
    public static TextEmbedding of(Tensor tensor_LD) {
        return new TextEmbedding((int) tensor_LD.size(0), (int) tensor_LD.size(1), tensor_LD.toFloats());
    }

    /// Writes a text cache file as musubi-tuner reads it: `varlen_t5_bfloat16` `[L, D]` with the caption as metadata
    /// (`dataset/cache_io.py`).
    public void write(Path file, String caption) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor stored = tensor(scope).to(scope, DType.BF16);
            SafetensorsWriter.write(
                    file,
                    Map.of(KEY + "bfloat16", stored),
                    Map.of("architecture", "wan", "caption1", caption, "format_version", "1.0.1"));
        }
    }

    /// Reads a text cache file of any float type.
    public static TextEmbedding read(Path file) {
        try (SafetensorsFile weights = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            String key = weights.names().stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(KEY))
                    .findFirst()
                    .orElseThrow(
                            () -> new WeightsException("%s holds no tensor varlen_t5_*, found %s; is it a text cache?"
                                    .formatted(file, weights.names())));
            Tensor tensor_LD = weights.tensor(scope, key);
            if (tensor_LD.shape().length != 2) {
                throw new WeightsException("tensor %s in %s: expected [L, D], found %s; cache the text again"
                        .formatted(key, file, tensor_LD));
            }
            return of(tensor_LD);
        }
    }
}
