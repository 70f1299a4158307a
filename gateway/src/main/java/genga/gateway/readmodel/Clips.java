package genga.gateway.readmodel;

import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clips.
@ApplicationScoped
public class Clips {

    private final Rows rows;

    Clips(Rows rows) {
        this.rows = rows;
    }

    public Optional<ClipFacts> find(String clip) {
        return rows.first("SELECT * FROM clip WHERE clip = ? AND cut IS NOT NULL", this::read, clip);
    }

    /// A page, by id.
    public List<ClipFacts> page(ClipQuery query) {
        StringBuilder sql = new StringBuilder("SELECT * FROM clip WHERE project = ? AND cut IS NOT NULL");
        List<Object> arguments = new ArrayList<>(List.of(query.project()));
        query.verdict().ifPresent(verdict -> and(sql, "verdict = ?", arguments, verdict));
        query.film().ifPresent(film -> and(sql, "film = ?", arguments, film));
        query.after().ifPresent(after -> and(sql, "clip > ?", arguments, after));
        // The order names the index's leading columns, or H2 sorts instead of walking the index.
        sql.append(" ORDER BY project, ")
                .append(query.verdict().isPresent() ? "verdict, " : "")
                .append("clip LIMIT ?");
        arguments.add(query.limit());
        return rows.list(sql.toString(), this::read, arguments.toArray());
    }

    /// The project's kept clips that have a caption, by id: what a dataset is made of.
    public List<ClipFacts> keptAndCaptioned(String project) {
        return rows.list("""
                SELECT * FROM clip WHERE project = ? AND verdict = 'Kept' AND cut IS NOT NULL AND captioned IS NOT NULL
                ORDER BY project, verdict, clip""", this::read, project);
    }

    /// Clips of the project by verdict label.
    public Map<String, Integer> verdicts(String project) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.list("""
                SELECT verdict, count(*) AS clips FROM clip
                WHERE project = ? AND verdict IS NOT NULL AND cut IS NOT NULL GROUP BY verdict ORDER BY verdict""", row -> counts.put(row.getString("verdict"), row.getInt("clips")), project);
        return counts;
    }

    /// How many clips of the project have a caption.
    public int captioned(String project) {
        return rows.first(
                        "SELECT count(*) AS clips FROM clip WHERE project = ? AND captioned IS NOT NULL AND cut IS NOT NULL",
                        row -> row.getInt("clips"),
                        project)
                .orElse(0);
    }

    private static void and(StringBuilder sql, String condition, List<Object> arguments, String value) {
        sql.append(" AND ").append(condition);
        arguments.add(value);
    }

    private ClipFacts read(ResultSet row) throws SQLException {
        return new ClipFacts(
                rows.fact(row, "cut", ClipCut.class),
                rows.maybe(row, "screened", ClipScreened.class),
                rows.maybe(row, "captioned", ClipCaptioned.class));
    }
}
