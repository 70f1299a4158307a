package genga.ingest;

import genga.media.probe.IsolatedProbe;
import genga.media.probe.ProbeLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What a stranger brings is looked at in a process of its own before this one opens it.
class ProbeProducer {
    @Produces
    @Singleton
    IsolatedProbe probe() {
        return new IsolatedProbe(ProbeLimits.usual());
    }
}
