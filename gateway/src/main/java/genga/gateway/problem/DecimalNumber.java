package genga.gateway.problem;

/// A number in a query.
public final class DecimalNumber {

    private DecimalNumber() {}

    /// The number a parameter holds, or `otherwise` where it is not given.
    public static double of(String parameter, String text, double otherwise, double least, double most) {
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(parameter, text, least, most);
        }
        throw refused(parameter, text, least, most);
    }

    private static Refusal refused(String parameter, String text, double least, double most) {
        return Refusal.bad(
                parameter,
                "a number from %s to %s".formatted(least, most),
                "'%s'".formatted(text),
                "correct it or leave it out");
    }
}
