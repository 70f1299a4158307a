package genga.gateway.problem;

/// A whole number in a query.
public final class WholeNumber {

    private WholeNumber() {}

    /// The number a parameter holds, or `otherwise` where it is not given.
    public static int of(String parameter, String text, int otherwise, int least, int most) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(parameter, text, least, most);
        }
        throw refused(parameter, text, least, most);
    }

    private static Refusal refused(String parameter, String text, int least, int most) {
        return Refusal.bad(
                parameter,
                "a whole number from %d to %d".formatted(least, most),
                "'%s'".formatted(text),
                "correct it or leave it out");
    }
}
