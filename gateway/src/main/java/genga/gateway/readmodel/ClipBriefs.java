package genga.gateway.readmodel;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Ruling;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clips and stills in narrow rows, many at once, read from one index alone.
@ApplicationScoped
public class ClipBriefs {

    /// Rows that are read at most.
    public static final int MOST = 100_000;

    private final Rows rows;

    ClipBriefs(Rows rows) {
        this.rows = rows;
    }

    /// By id.
    public List<ClipBrief> of(String project, ClipFilter filter) {
        StringBuilder sql = new StringBuilder("""
                SELECT clip, film, medium, shot, first_frame, last_frame, width, height, standing, verdict, ruling, has_caption,
                    hash, frames, motion, peak, static_share, transition, brightness, flicker, sharpness, colourfulness, letterbox, overlay
                FROM clip USE INDEX (clip_brief) WHERE project = ? AND listed""");
        List<Object> arguments = new ArrayList<>(List.of(project));
        filter.addTo(sql, arguments);
        sql.append(" ORDER BY project, clip LIMIT ").append(MOST);
        return rows.list(sql.toString(), ClipBriefs::read, arguments.toArray());
    }

    private static ClipBrief read(ResultSet row) throws SQLException {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        int column = 14;
        for (Measure measure : Measure.values()) {
            double value = row.getDouble(column++);
            if (!row.wasNull()) {
                measures.put(measure, value);
            }
        }
        String hash = row.getString(13);
        return new ClipBrief(
                new ClipId(row.getString(1)),
                new FilmId(row.getString(2)),
                Medium.valueOf(row.getString(3)),
                row.getInt(4),
                new ClipBrief.Span(row.getLong(5), row.getLong(6)),
                new Resolution(row.getInt(7), row.getInt(8)),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)),
                Optional.ofNullable(row.getString(11))
                        .map(Ruling::valueOf)
                        .filter(ruling -> ruling != Ruling.AS_SCREENED),
                row.getBoolean(12),
                measures,
                hash == null ? "" : hash);
    }
}
