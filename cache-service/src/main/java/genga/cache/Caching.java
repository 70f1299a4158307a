package genga.cache;

import genga.cache.CacheRun.Cancelled;
import genga.chassis.Documents;
import genga.chassis.Facts;
import genga.chassis.Refused;
import genga.chassis.work.Work;
import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.DatasetManifest;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.vocabulary.Problem;
import genga.wan.base.MissingModel;
import genga.wan.base.ModelFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;

/// Encodes a dataset: every caption to a text embedding, every fragment to a latent, and an index of all of them.
/// What the store has already is not made again, so a killed run goes on where it was.
@ApplicationScoped
class Caching implements Work<CacheRequested> {

    private final Documents documents;
    private final Facts facts;
    private final Clock clock;
    private final DatasetEncoding encoding;
    private final CacheConfig config;

    Caching(Documents documents, Facts facts, Clock clock, DatasetEncoding encoding, CacheConfig config) {
        this.documents = documents;
        this.facts = facts;
        this.clock = clock;
        this.encoding = encoding;
        this.config = config;
    }

    @Override
    public Class<CacheRequested> orderType() {
        return CacheRequested.class;
    }

    @Override
    public String id(CacheRequested order) {
        return order.dataset().value();
    }

    @Override
    public void perform(CacheRequested order, WorkSignals signals) throws IOException, WorkInterrupted {
        CacheRun run = new CacheRun(order, signals, facts, clock);
        try {
            DatasetManifest manifest = documents.read(order.manifest(), DatasetManifest.class);
            run.checkpoint();
            run.ended(encoding.encode(run, manifest, model(order.baseModel())));
        } catch (Cancelled e) {
            run.ended(new CacheOutcome.Cancelled());
        }
    }

    private ModelFolder model(String name) {
        try {
            return ModelFolder.open(config.models(), name);
        } catch (MissingModel e) {
            throw new Refused(new Problem("baseModel", e.found(), e.expected(), e.remedy()), e);
        }
    }

    @Override
    public void failed(CacheRequested order, Exception cause) {
        Problem problem = Refused.problem("caching of " + order.dataset(), cause);
        new CacheRun(order, new WorkSignals(), facts, clock).ended(new CacheOutcome.Failed(problem));
    }
}
