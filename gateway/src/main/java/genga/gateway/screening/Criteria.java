package genga.gateway.screening;

import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.gateway.readmodel.Projects;
import java.util.List;

/// What a project's clips must be like.
///
/// @param parts dataset parts in force
public record Criteria(ScreeningThresholds thresholds, List<DatasetPart> parts) {

    public Criteria {
        parts = List.copyOf(parts);
    }

    /// Those a person set last, or the usual ones.
    public static Criteria inForce(Projects projects, String project) {
        return projects.screening(project)
                .map(defined -> new Criteria(defined.thresholds(), defined.parts()))
                .orElse(new Criteria(ScreeningThresholds.usual(), List.of()));
    }
}
