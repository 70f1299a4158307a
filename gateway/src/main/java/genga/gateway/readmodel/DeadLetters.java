package genga.gateway.readmodel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// The records nobody could read or handle.
@ApplicationScoped
public class DeadLetters {

    private final Rows rows;

    DeadLetters(Rows rows) {
        this.rows = rows;
    }

    /// The latest, latest first.
    public List<DeadLetter> latest(int limit) {
        return rows.list(
                "SELECT * FROM dead_letter ORDER BY at DESC LIMIT ?",
                row -> new DeadLetter(
                        new Position(row.getString("topic"), row.getInt("part"), row.getLong("place")),
                        row.getString("record_key"),
                        row.getString("reason"),
                        instant(row.getObject("at", OffsetDateTime.class))),
                limit);
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
