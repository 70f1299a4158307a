package genga.store;

import genga.contracts.vocabulary.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Objects under keys, as S3 has them. Everything is blocking; callers run on virtual or owned threads.
///
/// Errors: [MissingObject] when a key holds nothing, [CorruptObject] when content does not match its sha256,
/// [StoreUnavailable] when the store cannot be reached or refuses, in which case the same call may work later.
public interface ObjectStore {

    /// Stores a file under a key, replacing what was there; large files travel in parts.
    StoredObject put(String key, Path file, ContentType type);

    /// Stores bytes under a key, replacing what was there.
    StoredObject put(String key, byte[] bytes, ContentType type);

    /// Stores bytes only where the key holds nothing: a claim.
    ///
    /// @return whether this call stored them
    boolean putIfAbsent(String key, byte[] bytes, ContentType type);

    /// What a key holds, or nothing.
    Optional<StoredObject> find(String key);

    /// A part of an object, from byte `from` on. The caller closes the stream. Not checked against the sha256.
    ///
    /// @param length bytes, cut to what there is
    InputStream open(String key, long from, long length);

    /// The whole content, checked against the sha256. For documents, not for films.
    byte[] read(StoredObject object);

    /// Copies an object to a file, checked against the sha256; the file appears whole or not at all.
    void fetch(StoredObject object, Path file);

    /// Keys under a prefix, sorted.
    List<String> list(String prefix);

    /// Removes an object; a key that holds nothing is fine.
    void remove(String key);
}
