package genga.cache;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.StoredObject;
import genga.store.Sha256;
import java.nio.charset.StandardCharsets;

/// Names of cached files by everything their content depends on, so that a file that is there never has to be made
/// again, and one that would differ has another name.
final class CacheKeys {

    /// Raised when the same input would give other bytes.
    private static final int CODE_VERSION = 1;

    private CacheKeys() {}

    /// @param vae sha256 of the VAE's file and, if it is not f32, the type it computes in
    static String latent(StoredObject clip, int firstFrame, Bucket bucket, String vae) {
        return ObjectKeys.latent(hash("latent", clip.sha256(), firstFrame, bucket, vae));
    }

    private static String hash(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            String text = part.toString();
            joined.append(text.length()).append(':').append(text).append('\n');
        }
        joined.append("bfloat16\n").append(CODE_VERSION);
        return Sha256.of(joined.toString().getBytes(StandardCharsets.UTF_8));
    }
}
