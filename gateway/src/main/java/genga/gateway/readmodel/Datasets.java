package genga.gateway.readmodel;

import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.TextCached;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The datasets.
@ApplicationScoped
public class Datasets {

    private final Rows rows;

    Datasets(Rows rows) {
        this.rows = rows;
    }

    public Optional<DatasetFacts> find(String dataset) {
        return rows.first("SELECT * FROM dataset WHERE dataset = ? AND frozen IS NOT NULL", this::read, dataset);
    }

    /// A project's, oldest first.
    public List<DatasetFacts> of(String project) {
        return rows.list(
                "SELECT * FROM dataset WHERE project = ? AND frozen IS NOT NULL ORDER BY project, dataset",
                this::read,
                project);
    }

    private DatasetFacts read(ResultSet row) throws SQLException {
        return new DatasetFacts(
                rows.fact(row, "frozen", DatasetFrozen.class),
                rows.maybe(row, "requested", CacheRequested.class),
                rows.maybe(row, "latent", LatentCached.class),
                rows.maybe(row, "text", TextCached.class),
                rows.maybe(row, "ended", CacheEnded.class));
    }
}
