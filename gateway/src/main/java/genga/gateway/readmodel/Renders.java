package genga.gateway.readmodel;

import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The renders.
@ApplicationScoped
public class Renders {

    private final Rows rows;

    Renders(Rows rows) {
        this.rows = rows;
    }

    public Optional<RenderFacts> find(String render) {
        return rows.first("SELECT * FROM render WHERE render = ? AND requested IS NOT NULL", this::read, render);
    }

    /// A project's, oldest first.
    public List<RenderFacts> of(String project) {
        return rows.list(
                "SELECT * FROM render WHERE project = ? AND requested IS NOT NULL ORDER BY project, render",
                this::read,
                project);
    }

    private RenderFacts read(ResultSet row) throws SQLException {
        return new RenderFacts(
                rows.fact(row, "requested", RenderRequested.class),
                rows.maybe(row, "progressed", RenderProgressed.class),
                rows.maybe(row, "ended", RenderEnded.class));
    }
}
