package genga.gateway.readmodel;

import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The training runs.
@ApplicationScoped
public class Runs {

    private final Rows rows;

    Runs(Rows rows) {
        this.rows = rows;
    }

    public Optional<RunFacts> find(String run) {
        return rows.first("SELECT * FROM run WHERE run = ? AND requested IS NOT NULL", this::read, run)
                .map(this::whole);
    }

    /// A project's, oldest first.
    public List<RunFacts> of(String project) {
        return rows
                .list(
                        "SELECT * FROM run WHERE project = ? AND requested IS NOT NULL ORDER BY project, run",
                        this::read,
                        project)
                .stream()
                .map(this::whole)
                .toList();
    }

    /// The steps of a run after one, in order.
    public List<TrainingProgressed> steps(String run, int after, int limit) {
        return rows.list(
                "SELECT * FROM loss WHERE run = ? AND step > ? AND progressed IS NOT NULL ORDER BY run, step LIMIT ?",
                row -> rows.fact(row, "progressed", TrainingProgressed.class),
                run,
                after,
                limit);
    }

    private RunFacts read(ResultSet row) throws SQLException {
        return new RunFacts(
                rows.fact(row, "requested", TrainingRequested.class),
                rows.maybe(row, "progressed", TrainingProgressed.class),
                rows.maybe(row, "ended", TrainingEnded.class),
                List.of(),
                List.of());
    }

    /// A second query, made once the first has given its connection back.
    private RunFacts whole(RunFacts run) {
        String id = run.requested().run().value();
        return new RunFacts(
                run.requested(),
                run.progressed(),
                run.ended(),
                rows.list(
                        "SELECT * FROM checkpoint WHERE run = ? AND saved IS NOT NULL ORDER BY run, step",
                        row -> rows.fact(row, "saved", CheckpointSaved.class),
                        id),
                rows.list(
                        "SELECT * FROM preview WHERE run = ? AND rendered IS NOT NULL ORDER BY run, step, prompt",
                        row -> rows.fact(row, "rendered", PreviewRendered.class),
                        id));
    }
}
