package genga.wan.weights;

/// A weights file that is not what it must be; the message names the file, what was found and what was expected.
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
