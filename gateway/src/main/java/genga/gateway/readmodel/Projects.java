package genga.gateway.readmodel;

import genga.contracts.fact.ProjectDefined;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// The projects.
@ApplicationScoped
public class Projects {

    private final Rows rows;

    Projects(Rows rows) {
        this.rows = rows;
    }

    public Optional<ProjectDefined> find(String project) {
        return rows.first(
                "SELECT defined FROM project WHERE project = ? AND defined IS NOT NULL",
                row -> rows.fact(row, "defined", ProjectDefined.class),
                project);
    }

    /// All of them, oldest first.
    public List<ProjectCounts> all() {
        return rows.list(
                """
                SELECT p.defined,
                    (SELECT count(*) FROM film f WHERE f.project = p.project AND f.uploaded IS NOT NULL) AS films,
                    (SELECT count(*) FROM clip c WHERE c.project = p.project AND c.cut IS NOT NULL) AS clips,
                    (SELECT count(*) FROM clip c WHERE c.project = p.project AND c.verdict = 'Kept'
                        AND c.cut IS NOT NULL) AS kept,
                    (SELECT count(*) FROM run r WHERE r.project = p.project AND r.requested IS NOT NULL) AS runs,
                    (SELECT count(*) FROM render r WHERE r.project = p.project AND r.requested IS NOT NULL) AS renders
                FROM project p WHERE p.defined IS NOT NULL ORDER BY p.project""",
                row -> new ProjectCounts(
                        rows.fact(row, "defined", ProjectDefined.class),
                        row.getInt("films"),
                        row.getInt("clips"),
                        row.getInt("kept"),
                        row.getInt("runs"),
                        row.getInt("renders")));
    }
}
