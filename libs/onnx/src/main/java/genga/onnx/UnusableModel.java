package genga.onnx;

/// A file that is no model of the kind it was given as; the message says what was given, what was expected and what to
/// do.
public final class UnusableModel extends RuntimeException {
    UnusableModel(String message) {
        super(message);
    }

    UnusableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
