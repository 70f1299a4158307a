package genga.gateway.readmodel;

import genga.contracts.vocabulary.Medium;
import java.util.List;
import java.util.Optional;

/// Which of a project's clips are meant; what is empty does not matter.
///
/// @param standing a label
/// @param film     an id
public record ClipFilter(Optional<String> standing, Optional<Medium> medium, Optional<String> film) {

    public static final ClipFilter ALL = new ClipFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public static ClipFilter of(Medium medium) {
        return new ClipFilter(Optional.empty(), Optional.of(medium), Optional.empty());
    }

    /// Adds the conditions to a statement and their values to its arguments.
    void addTo(StringBuilder sql, List<Object> arguments) {
        standing.ifPresent(label -> and(sql, "standing", arguments, label));
        medium.ifPresent(kind -> and(sql, "medium", arguments, kind.name()));
        film.ifPresent(id -> and(sql, "film", arguments, id));
    }

    private static void and(StringBuilder sql, String column, List<Object> arguments, String value) {
        sql.append(" AND ").append(column).append(" = ?");
        arguments.add(value);
    }
}
