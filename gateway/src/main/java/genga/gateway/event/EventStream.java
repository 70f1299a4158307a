package genga.gateway.event;

import genga.contracts.fact.Fact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/// Facts as they are taken in, to everyone who listens at that moment. Nothing is kept for those who come later: they
/// read the project first and follow from there.
@ApplicationScoped
public class EventStream {

    private final BroadcastProcessor<Fact> listeners = BroadcastProcessor.create();

    /// Called by one thread.
    public void tell(Fact fact) {
        listeners.onNext(fact);
    }

    /// Facts from now on; a listener that does not keep up is cut off with a failure.
    public Multi<Fact> listen() {
        return listeners;
    }
}
