package genga.gateway.film;

import genga.gateway.problem.Refusal;

/// The name of a film's file as a person gave it: told again, never used as a path.
public final class FilmName {

    private static final int LONGEST = 255;

    private FilmName() {}

    /// @param field what to blame
    public static String checked(String field, String name) {
        if (name == null || name.isBlank()) {
            throw Refusal.bad(field, "the film's file name", "nothing", "say what the file is called");
        }
        if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.bad(
                    field,
                    "at most %d characters, none of them control characters".formatted(LONGEST),
                    "%d characters".formatted(name.length()),
                    "give a shorter or cleaner name");
        }
        return name;
    }
}
