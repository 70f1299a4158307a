package genga.standalone.child;

/// A part of the studio did not come up; the message is for a person.
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }
}
