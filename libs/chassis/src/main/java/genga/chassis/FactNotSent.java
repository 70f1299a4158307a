package genga.chassis;

import genga.contracts.fact.Fact;

/// The broker did not take a fact; the same call may work later.
public final class FactNotSent extends RuntimeException {
    public FactNotSent(Fact fact, Throwable cause) {
        super(
                "fact %s to %s: not taken by the broker: %s"
                        .formatted(fact.getClass().getSimpleName(), fact.topic().topicName(), cause.getMessage()),
                cause);
    }
}
