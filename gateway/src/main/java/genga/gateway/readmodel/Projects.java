package genga.gateway.readmodel;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.ScreeningDefined;
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

    /// What a person last said of what its clips must be like.
    public Optional<ScreeningDefined> screening(String project) {
        return rows.first(
                "SELECT screening FROM project WHERE project = ? AND screening IS NOT NULL",
                row -> rows.fact(row, "screening", ScreeningDefined.class),
                project);
    }

    /// All of them, oldest first.
    public List<ProjectCounts> all() {
        return rows.list(
                """
                SELECT p.defined,
                    (SELECT count(*) FROM film f WHERE f.project = p.project AND f.uploaded IS NOT NULL) AS films,
                    (SELECT count(*) FROM clip c WHERE c.project = p.project AND c.listed
                        AND c.medium = 'CLIP') AS clips,
                    (SELECT count(*) FROM clip c WHERE c.project = p.project AND c.listed
                        AND c.medium = 'CLIP' AND c.standing = 'Kept') AS kept,
                    (SELECT count(*) FROM clip c WHERE c.project = p.project AND c.listed
                        AND c.medium = 'STILL') AS stills,
                    (SELECT count(*) FROM run r WHERE r.project = p.project AND r.requested IS NOT NULL) AS runs,
                    (SELECT count(*) FROM render r WHERE r.project = p.project AND r.requested IS NOT NULL) AS renders
                FROM project p WHERE p.defined IS NOT NULL ORDER BY p.project""",
                row -> new ProjectCounts(
                        rows.fact(row, "defined", ProjectDefined.class),
                        row.getInt("films"),
                        row.getInt("clips"),
                        row.getInt("kept"),
                        row.getInt("stills"),
                        row.getInt("runs"),
                        row.getInt("renders")));
    }
}
