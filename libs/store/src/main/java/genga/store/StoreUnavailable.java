package genga.store;

/// The store could not be reached or refused; the same call may work later.
public final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String act, Throwable cause) {
        super("object store: %s failed: %s".formatted(act, cause.getMessage()), cause);
    }
}
