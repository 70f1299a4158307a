package genga.gateway.report;

/// Standings as people say them.
final class StandingWords {

    private StandingWords() {}

    static String of(String standing) {
        return switch (standing) {
            case "TooStatic" -> "Too static";
            case "FastTransition" -> "Fast transition";
            case "TooShort" -> "Too short";
            case "Letterboxed" -> "Black bars";
            case "Dark" -> "Too dark";
            case "Overlay" -> "Text in picture";
            case "Review" -> "To be looked at";
            default -> standing;
        };
    }
}
