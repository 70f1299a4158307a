package genga.wan.text;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The forms UMT5's tokenizer is published in, told apart by their first bytes.
enum TokenizerForm {
    /// `tokenizer.json` of the tokenizers library.
    JSON {
        @Override
        InputStream json(Path file) throws IOException {
            return Files.newInputStream(file);
        }
    },
    /// `spiece.model` of SentencePiece.
    PIECES {
        @Override
        InputStream json(Path file) throws IOException {
            return converted(Files.readAllBytes(file), file);
        }
    },
    /// Weights that hold the bytes of a `spiece.model` as a tensor, as ComfyUI's text encoders do.
    WEIGHTS {
        @Override
        InputStream json(Path file) {
            try (Weights weights = Weights.open(file);
                    TensorScope scope = TensorScope.open()) {
                if (!weights.has(TENSOR)) {
                    throw new WeightsException("%s holds no tokenizer: expected a tensor %s; give the tokenizer.json or"
                                    .formatted(file, TENSOR)
                            + " spiece.model of google/umt5-xxl");
                }
                Tensor bytes = weights.tensor(scope, TENSOR);
                return converted(bytes.toBytes(), file);
            }
        }
    };

    private static final String TENSOR = "spiece_model";
    private static final int HEADER = 8;

    /// The tokenizer as a `tokenizer.json`.
    abstract InputStream json(Path file) throws IOException;

    static TokenizerForm of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(HEADER + 1);
            if (start.length > HEADER && (start[HEADER] == '{' && start[0] != '{' || start[0] == 'P')) {
                return WEIGHTS;
            }
            // a SentencePiece model begins with its first piece: field 1, a message
            return start.length > 0 && start[0] == (1 << 3 | 2) && !blankThenJson(start) ? PIECES : JSON;
        }
    }

    /// A line feed is also that byte.
    private static boolean blankThenJson(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).strip().startsWith("{");
    }

    private static InputStream converted(byte[] model, Path file) {
        return new ByteArrayInputStream(
                SentencePieces.read(model, file.toString()).tokenizerJson());
    }
}
