package genga.wan.base;

/// A base model that was asked for and is not there, or not whole.
public final class MissingModel extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;
    private final String remedy;

    /// @param found what was asked for, or what is there
    /// @param expected what would have been right
    /// @param remedy what to do
    MissingModel(String found, String expected, String remedy) {
        super("base model: expected %s, got %s; %s".formatted(expected, found, remedy));
        this.found = found;
        this.expected = expected;
        this.remedy = remedy;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }

    public String remedy() {
        return remedy;
    }
}
