package genga.contracts.fact;

import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.ScreeningThresholds;
import java.util.List;

/// A person said what a project's clips must be like. All of them are judged anew.
///
/// @param parts dataset parts in force, which a clip must be long enough for; may be empty
public record ScreeningDefined(
        FactHeader header, ProjectId project, ScreeningThresholds thresholds, List<DatasetPart> parts) implements Fact {

    public ScreeningDefined {
        parts = List.copyOf(parts);
    }

    @Override
    public Topic topic() {
        return Topic.SCREENINGS_DEFINED;
    }

    @Override
    public String key() {
        return project.value();
    }
}
