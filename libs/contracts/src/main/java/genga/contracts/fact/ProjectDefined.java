package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;

/// A person named a style to work on.
public record ProjectDefined(FactHeader header, ProjectId project, String name, TriggerPhrase triggerPhrase)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.PROJECTS_DEFINED;
    }

    @Override
    public String key() {
        return project.value();
    }
}
