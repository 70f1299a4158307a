package genga.store;

/// A key holds nothing.
public final class MissingObject extends RuntimeException {
    public MissingObject(String key) {
        super("object %s: expected in the store, found nothing; was it removed by hand?".formatted(key));
    }
}
