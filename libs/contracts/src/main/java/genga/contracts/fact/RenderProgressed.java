package genga.contracts.fact;

import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;

/// A render has come this far.
public record RenderProgressed(FactHeader header, RenderId render, ProjectId project, Progress progress)
        implements Fact {

    @Override
    public Topic topic() {
        return Topic.RENDERS_PROGRESSED;
    }

    @Override
    public String key() {
        return render.value();
    }
}
