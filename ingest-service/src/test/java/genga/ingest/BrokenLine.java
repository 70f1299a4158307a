package genga.ingest;

import genga.chassis.FactNotSent;
import genga.chassis.Facts;
import genga.contracts.fact.Fact;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// A broker that is gone for one fact, so that work stops in its midst and is taken up again.
@Decorator
@Priority(1)
public class BrokenLine implements Facts {
    private static final AtomicReference<Predicate<Fact>> BREAKS_AT = new AtomicReference<>(fact -> false);

    private final Facts line;

    @Inject
    BrokenLine(@Delegate Facts line) {
        this.line = line;
    }

    /// The next fact like this is not sent.
    static void breakOnceAt(Predicate<Fact> kind) {
        BREAKS_AT.set(kind);
    }

    @Override
    public void send(Fact fact) {
        Predicate<Fact> breaksAt = BREAKS_AT.get();
        if (breaksAt.test(fact)) {
            BREAKS_AT.set(other -> false);
            throw new FactNotSent(fact, new IllegalStateException("the line is down"));
        }
        line.send(fact);
    }
}
