package genga.render;

import genga.chassis.Facts;
import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import genga.contracts.vocabulary.Progress;
import java.time.Clock;

/// One order under way: what is asked of it while it runs, and what it tells the others.
record RenderRun(RenderRequested order, WorkSignals signals, Facts facts, Clock clock) {

    /// Tells how far the render has come, and returns where it may go on.
    ///
    /// @throws Cancelled       when someone wants it ended
    /// @throws WorkInterrupted when the service goes down
    void progressed(String stage, long done, long total) throws Cancelled, WorkInterrupted {
        signals.checkpoint();
        if (signals.cancelled()) {
            throw new Cancelled();
        }
        FactHeader header = FactHeader.of(clock.instant(), "RenderProgressed", order.render(), stage, done);
        facts.send(new RenderProgressed(header, order.render(), order.project(), new Progress(stage, done, total)));
    }

    void ended(RenderOutcome outcome) {
        FactHeader header = FactHeader.of(clock.instant(), "RenderEnded", order.render());
        facts.send(new RenderEnded(header, order.render(), order.project(), outcome));
    }

    /// Someone wants the render ended.
    static final class Cancelled extends Exception {
        Cancelled() {
            super("the render was cancelled");
        }
    }
}
