package genga.store;

import genga.contracts.vocabulary.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The store's twin for tests: same contract, nothing kept.
public final class InMemoryObjectStore implements ObjectStore {

    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public StoredObject put(String key, Path file, ContentType type) {
        try {
            return put(key, Files.readAllBytes(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException("reading %s to store it as %s".formatted(file, key), e);
        }
    }

    @Override
    public StoredObject put(String key, byte[] bytes, ContentType type) {
        objects.put(key, bytes.clone());
        return describe(key, bytes);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes, ContentType type) {
        return objects.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key)).map(bytes -> describe(key, bytes));
    }

    @Override
    public InputStream open(String key, long from, long length) {
        byte[] bytes = existing(key);
        int start = (int) Math.min(from, bytes.length);
        return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
    }

    @Override
    public byte[] read(StoredObject object) {
        byte[] bytes = existing(object.key());
        String found = Sha256.of(bytes);
        if (!found.equals(object.sha256())) {
            throw new CorruptObject(object.key(), object.sha256(), found);
        }
        return bytes.clone();
    }

    @Override
    public void fetch(StoredObject object, Path file) {
        try {
            Files.write(file, read(object));
        } catch (IOException e) {
            throw new UncheckedIOException("writing object %s to %s".formatted(object.key(), file), e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return objects.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    @Override
    public void remove(String key) {
        objects.remove(key);
    }

    private byte[] existing(String key) {
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            throw new MissingObject(key);
        }
        return bytes;
    }

    private static StoredObject describe(String key, byte[] bytes) {
        return new StoredObject(key, bytes.length, Sha256.of(bytes));
    }
}
