package genga.render;

import genga.chassis.Documents;
import genga.chassis.Facts;
import genga.chassis.Refused;
import genga.chassis.work.Work;
import genga.chassis.work.WorkSignals;
import genga.contracts.document.RenderRecipe;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderRequested;
import genga.contracts.vocabulary.Problem;
import genga.render.RenderRun.Cancelled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Renders clips. A render that was killed begins again and gives the same clip.
@ApplicationScoped
class Rendering implements Work<RenderRequested> {

    private final Documents documents;
    private final Facts facts;
    private final Clock clock;
    private final ClipStudio studio;

    Rendering(Documents documents, Facts facts, Clock clock, ClipStudio studio) {
        this.documents = documents;
        this.facts = facts;
        this.clock = clock;
        this.studio = studio;
    }

    @Override
    public Class<RenderRequested> orderType() {
        return RenderRequested.class;
    }

    @Override
    public String id(RenderRequested order) {
        return order.render().value();
    }

    @Override
    public void perform(RenderRequested order, WorkSignals signals) throws Exception {
        RenderRun run = new RenderRun(order, signals, facts, clock);
        try {
            RenderRecipe recipe = documents.read(order.recipe(), RenderRecipe.class);
            run.ended(studio.render(run, recipe));
        } catch (Cancelled e) {
            run.ended(new RenderOutcome.Cancelled());
        }
    }

    @Override
    public void failed(RenderRequested order, Exception cause) {
        Problem problem = Refused.problem("render " + order.render(), cause);
        new RenderRun(order, new WorkSignals(), facts, clock).ended(new RenderOutcome.Failed(problem));
    }
}
