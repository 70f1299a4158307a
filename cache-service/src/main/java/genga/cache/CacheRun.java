package genga.cache;

import genga.chassis.Facts;
import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.TextCached;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.StoredObject;
import java.time.Clock;

/// One order under way: what is asked of it while it runs, and what it tells the others.
record CacheRun(CacheRequested order, WorkSignals signals, Facts facts, Clock clock) {

    /// Returns where the work may go on.
    ///
    /// @throws Cancelled       when someone wants it ended
    /// @throws WorkInterrupted when the service goes down
    void checkpoint() throws Cancelled, WorkInterrupted {
        signals.checkpoint();
        if (signals.cancelled()) {
            throw new Cancelled();
        }
    }

    void textCached(CaptionedClip clip, EncodedText text, Progress progress) {
        facts.send(new TextCached(
                header("TextCached", clip.clip()),
                order.dataset(),
                order.project(),
                clip.clip().value(),
                clip.clip(),
                text.tokens(),
                text.object(),
                progress));
    }

    void latentCached(DatasetItem item, StoredObject latent, Progress progress) {
        facts.send(new LatentCached(
                header("LatentCached", item.name()),
                order.dataset(),
                order.project(),
                item.name(),
                item.clip().clip(),
                item.bucket(),
                latent,
                progress));
    }

    void ended(CacheOutcome outcome) {
        facts.send(new CacheEnded(header("CacheEnded"), order.dataset(), order.project(), outcome));
    }

    private FactHeader header(String fact, Object... identity) {
        Object[] named = new Object[identity.length + 2];
        named[0] = fact;
        named[1] = order.dataset();
        System.arraycopy(identity, 0, named, 2, identity.length);
        return FactHeader.of(clock.instant(), named);
    }

    /// Someone wants the work ended.
    static final class Cancelled extends Exception {
        Cancelled() {
            super("caching was cancelled");
        }
    }
}
