package genga.store;

/// Content does not match the sha256 it was stored with.
public final class CorruptObject extends RuntimeException {
    public CorruptObject(String key, String expected, String found) {
        super("object %s: expected sha256 %s, found %s; the store's disk or a hand changed it"
                .formatted(key, expected, found));
    }
}
