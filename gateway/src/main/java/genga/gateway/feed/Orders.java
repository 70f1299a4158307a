package genga.gateway.feed;

import genga.chassis.Facts;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.gateway.readmodel.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// Sends what people order. The read model learns of it at once, so that what was just made can be read; the record
/// comes by later and changes nothing.
@ApplicationScoped
public class Orders {

    private final Facts facts;
    private final ReadModel readModel;
    private final Clock clock;

    Orders(Facts facts, ReadModel readModel, Clock clock) {
        this.facts = facts;
        this.readModel = readModel;
        this.clock = clock;
    }

    /// A header for an order given now.
    public FactHeader header(Object... identity) {
        return FactHeader.of(clock.instant(), identity);
    }

    public void place(Fact order) {
        facts.send(order);
        readModel.apply(order);
    }
}
