package genga.standalone;

/// The command line makes no sense; the message says what was given and what is possible.
final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
        super(message);
    }
}
