package genga.gateway.readmodel;

import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipRuled;
import genga.contracts.fact.ClipScreened;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.Medium;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The clips and stills that are there: cut, and not withdrawn since.
@ApplicationScoped
public class Clips {

    private final Rows rows;

    Clips(Rows rows) {
        this.rows = rows;
    }

    public Optional<ClipFacts> find(String clip) {
        return rows.first("SELECT * FROM clip WHERE clip = ? AND listed", this::read, clip);
    }

    /// Those of these ids that are clips of the project, by id.
    public List<ClipFacts> find(String project, Collection<String> clips) {
        return rows.list(
                "SELECT * FROM clip WHERE clip = ANY(?) AND project = ? AND listed ORDER BY clip",
                this::read,
                clips.toArray(String[]::new),
                project);
    }

    /// The ids come from an index alone; only the page's own rows, which hold the facts, are read.
    public List<ClipFacts> page(ClipQuery query) {
        List<String> ids = ids(query);
        Map<String, ClipFacts> found = find(query.project(), ids).stream()
                .collect(Collectors.toMap(facts -> facts.cut().clip().value(), Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private List<String> ids(ClipQuery query) {
        ClipOrder order = query.order();
        StringBuilder sql = new StringBuilder("SELECT clip FROM clip USE INDEX (%s) WHERE project = ? AND listed"
                .formatted(order.by().map(Measure::index).orElse("clip_brief")));
        List<Object> arguments = new ArrayList<>(List.of(query.project()));
        query.filter().addTo(sql, arguments);
        order.by().ifPresent(measure -> sql.append(" AND %s IS NOT NULL".formatted(measure.column())));
        order.after().ifPresent(place -> goOn(order, place, sql, arguments));
        // The order names the index's leading columns, or H2 sorts instead of walking the index.
        String direction = order.falling() ? " DESC" : "";
        sql.append(" ORDER BY project").append(direction);
        order.by()
                .ifPresent(measure -> sql.append(", ").append(measure.column()).append(direction));
        sql.append(", clip").append(direction).append(" LIMIT ?");
        arguments.add(query.limit());
        return rows.list(sql.toString(), row -> row.getString("clip"), arguments.toArray());
    }

    private static void goOn(ClipOrder order, ClipOrder.Place place, StringBuilder sql, List<Object> arguments) {
        String beyond = order.falling() ? "<" : ">";
        if (order.by().isEmpty()) {
            sql.append(" AND clip ").append(beyond).append(" ?");
        } else {
            // The first condition is the one that the index begins at.
            String column = order.by().get().column();
            sql.append(" AND %1$s %2$s= ? AND (%1$s %2$s ? OR clip %2$s ?)".formatted(column, beyond));
            arguments.addAll(List.of(place.value(), place.value()));
        }
        arguments.add(place.clip());
    }

    /// The project's kept clips that have a caption, by id: what a dataset is made of.
    public List<ClipFacts> keptAndCaptioned(String project) {
        return rows.list("""
                SELECT * FROM clip USE INDEX (clip_brief)
                WHERE project = ? AND listed AND standing = 'Kept' AND has_caption ORDER BY project, clip""", this::read, project);
    }

    /// Clips and stills that were judged and do not stand as kept, by id.
    public List<ClipFacts> lost(String project) {
        return rows.list("""
                SELECT * FROM clip USE INDEX (clip_brief)
                WHERE project = ? AND listed AND standing <> 'Kept' ORDER BY project, clip""", this::read, project);
    }

    /// The captions of kept clips and stills.
    public List<Caption> captions(String project) {
        return rows.list(
                """
                SELECT captioned FROM clip USE INDEX (clip_brief)
                WHERE project = ? AND listed AND standing = 'Kept' AND has_caption ORDER BY project, clip""", row -> rows.fact(row, "captioned", ClipCaptioned.class).caption(), project);
    }

    /// Clips or stills of the project by standing; those not judged yet are in none.
    public Map<String, Integer> standings(String project, Medium medium) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.list("""
                SELECT standing, count(*) AS clips FROM clip USE INDEX (clip_brief)
                WHERE project = ? AND listed AND medium = ? AND standing IS NOT NULL GROUP BY standing ORDER BY standing""", row -> counts.put(row.getString("standing"), row.getInt("clips")), project, medium.name());
        return counts;
    }

    /// How many clips of the project, without stills, have a caption.
    public int captioned(String project) {
        return rows.first("""
                        SELECT count(*) AS clips FROM clip USE INDEX (clip_brief)
                        WHERE project = ? AND listed AND medium = 'CLIP' AND has_caption""", row -> row.getInt("clips"), project).orElse(0);
    }

    private ClipFacts read(ResultSet row) throws SQLException {
        return new ClipFacts(
                rows.fact(row, "cut", ClipCut.class),
                rows.maybe(row, "screened", ClipScreened.class),
                rows.maybe(row, "ruled", ClipRuled.class),
                rows.maybe(row, "captioned", ClipCaptioned.class),
                Optional.ofNullable(row.getString("standing")));
    }
}
