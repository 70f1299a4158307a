package genga.contracts.fact;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;

/// A render is over, well or badly.
public record RenderEnded(FactHeader header, RenderId render, ProjectId project, RenderOutcome outcome)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.RENDERS_ENDED;
    }

    @Override
    public String key() {
        return render.value();
    }
}
