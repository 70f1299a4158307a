package genga.gateway.readmodel;

import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The films.
@ApplicationScoped
public class Films {

    private final Rows rows;

    Films(Rows rows) {
        this.rows = rows;
    }

    public Optional<FilmFacts> find(String film) {
        return rows.first("SELECT * FROM film WHERE film = ? AND uploaded IS NOT NULL", this::read, film);
    }

    /// A project's, oldest first.
    public List<FilmFacts> of(String project) {
        return rows.list(
                "SELECT * FROM film WHERE project = ? AND uploaded IS NOT NULL ORDER BY project, film",
                this::read,
                project);
    }

    private FilmFacts read(ResultSet row) throws SQLException {
        return new FilmFacts(
                rows.fact(row, "uploaded", FilmUploaded.class),
                rows.maybe(row, "progressed", FilmProgressed.class),
                rows.maybe(row, "shots", ShotsDefined.class),
                rows.maybe(row, "ended", FilmEnded.class));
    }
}
