package genga.standalone.studio;

/// The studio will not start like this; the message tells a person what was found and what to do.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
