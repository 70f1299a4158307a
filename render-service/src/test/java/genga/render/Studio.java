package genga.render;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.Documents;
import genga.contracts.document.RenderRecipe;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The rest of the studio, as far as rendering meets it: who orders, who listens.
@ApplicationScoped
class Studio {

    /// Enough for a machine that is busy with other things.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ProjectId PROJECT = new ProjectId("project-1");

    private final ObjectStore store;
    private final Documents documents;
    private final InMemoryConnector connector;

    Studio(ObjectStore store, Documents documents, @Any InMemoryConnector connector) {
        this.store = store;
        this.documents = documents;
        this.connector = connector;
    }

    RenderId order(RenderRecipe recipe) {
        return order(RenderId.fresh(), documents.text(recipe));
    }

    RenderId order(RenderId render, String recipe) {
        StoredObject object =
                store.put(ObjectKeys.renderRecipe(render), recipe.getBytes(StandardCharsets.UTF_8), ContentType.JSON);
        FactHeader header = FactHeader.of(Instant.EPOCH, "order", render);
        connector.source("renders-requested").send(new RenderRequested(header, render, PROJECT, object));
        return render;
    }

    void cancel(RenderId render) {
        FactHeader header = FactHeader.of(Instant.EPOCH, "cancel", render);
        connector
                .source("works-commanded")
                .send(new WorkCommanded(header, render.value(), WorkCommanded.Command.CANCEL));
    }

    /// Waits for the first step of a render.
    void awaitProgress(RenderId render) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> facts(render, RenderProgressed.class).size() > 1);
    }

    /// Waits for the end of a render.
    RenderOutcome outcome(RenderId render) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !facts(render, RenderEnded.class).isEmpty());
        return facts(render, RenderEnded.class).getLast().outcome();
    }

    RenderOutcome.Finished finished(RenderId render) {
        RenderOutcome outcome = outcome(render);
        assertThat(outcome).isInstanceOf(RenderOutcome.Finished.class);
        return (RenderOutcome.Finished) outcome;
    }

    String failure(RenderId render) {
        RenderOutcome outcome = outcome(render);
        assertThat(outcome).isInstanceOf(RenderOutcome.Failed.class);
        return ((RenderOutcome.Failed) outcome).problem().sentence();
    }

    <F extends Fact> List<F> facts(RenderId render, Class<F> type) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.key().equals(render.value()))
                .toList();
    }
}
