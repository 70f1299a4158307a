package genga.wan.weights;

import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The hashes programs tell adapter files apart by, of a file that is not written yet (musubi-tuner,
/// `utils/train_utils.py`). Files of [SafetensorsWriter] have one order, so that both are the same for the same
/// content.
public final class SafetensorsHash {
    private static final long CHUNK = 1L << 26;
    private static final long LEGACY_BEGIN = 0x100000;
    private static final long LEGACY_END = LEGACY_BEGIN + 0x10000;
    private static final int LEGACY_DIGITS = 8;
    private static final String TRAINING = "ss_";

    private SafetensorsHash() {}

    /// Both hashes by their metadata keys, for a file of these tensors and that metadata.
    public static Map<String, String> of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Weights weights = new HeldWeights(tensors, "memory");
        return Map.of("sshs_model_hash", data(weights), "sshs_legacy_hash", legacy(weights, metadata));
    }

    /// SHA-256 of the data part, in hexadecimal.
    private static String data(Weights weights) {
        MessageDigest digest = sha256();
        for (String name : SafetensorsWriter.order(weights)) {
            update(digest, weights, name, 0, Long.MAX_VALUE);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The first digits of the SHA-256 of the second mebibyte's first 64 KiB, in a file that has the metadata of
    /// training and no other; a smaller file has the hash of nothing.
    private static String legacy(Weights weights, Map<String, String> metadata) {
        Map<String, String> training = new TreeMap<>(metadata);
        training.keySet().removeIf(key -> !key.startsWith(TRAINING));
        MessageDigest digest = sha256();
        try {
            List<String> names = SafetensorsWriter.order(weights);
            ByteBuffer header = SafetensorsWriter.header(weights, names, training);
            long at = header.remaining();
            if (at > LEGACY_BEGIN) {
                int end = (int) Math.min(at, LEGACY_END);
                digest.update(header.slice((int) LEGACY_BEGIN, end - (int) LEGACY_BEGIN));
            }
            for (String name : names) {
                update(digest, weights, name, LEGACY_BEGIN - at, LEGACY_END - at);
                at += weights.entry(name).bytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a header could not be written into memory", e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, LEGACY_DIGITS);
    }

    /// Adds the bytes `from` to `to` of a tensor, as far as it has them.
    private static void update(MessageDigest digest, Weights weights, String name, long from, long to) {
        long begin = Math.max(0, from);
        long end = Math.min(weights.entry(name).bytes(), to);
        if (begin >= end) {
            return;
        }
        try (TensorScope scope = TensorScope.open()) {
            weights.tensor(scope, name).readBytes(bytes -> {
                for (long at = begin; at < end; at += CHUNK) {
                    digest.update(chunk(bytes, at, Math.min(CHUNK, end - at)));
                }
                return end;
            });
        }
    }

    private static ByteBuffer chunk(MemorySegment bytes, long at, long length) {
        return bytes.asSlice(at, length).asByteBuffer();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
