package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.Documents;
import genga.contracts.document.CacheIndex;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.sampling.TorchNoise;
import genga.wan.text.TextEmbedding;
import genga.wan.vae.Latent;
import genga.wan.vae.LatentFile;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The rest of the studio, as far as training meets it: who cached the dataset, who orders, who listens.
@ApplicationScoped
class Studio {

    /// Enough for a machine that is busy with other things.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final int TEXT_WIDTH = 128;

    private final ObjectStore store;
    private final Documents documents;
    private final InMemoryConnector connector;

    Studio(ObjectStore store, Documents documents, @Any InMemoryConnector connector) {
        this.store = store;
        this.documents = documents;
        this.connector = connector;
    }

    /// An item of noise, as good as any to learn by heart.
    Item item(String clip, int frames, long seed) throws IOException {
        Bucket bucket = new Bucket(32, 32, frames);
        FrameCount count = new FrameCount(frames);
        Resolution size = new Resolution(32, 32);
        TorchNoise noise = new TorchNoise(seed);
        Latent latent = Latent.of(count, size, noise.normal(Latent.size(count, size)));
        TextEmbedding text = new TextEmbedding(4, TEXT_WIDTH, noise.normal(4 * TEXT_WIDTH));
        Path file = Files.createTempFile("item-", ".safetensors");
        try {
            LatentFile.write(file, latent, size, OptionalInt.of(frames));
            StoredObject latentObject = store.put(ObjectKeys.latent(clip + frames + seed), file, ContentType.BINARY);
            text.write(file, "Kite style. " + clip);
            StoredObject textObject = store.put(ObjectKeys.text(clip + seed), file, ContentType.BINARY);
            String name = "%s_%s_00000".formatted(clip, bucket);
            return new Item(name, new ClipId(clip), 0, bucket, 1, latentObject, textObject);
        } finally {
            Files.delete(file);
        }
    }

    TrainingRequested order(TrainingRecipe recipe, List<Item> items) {
        return order(RunId.fresh(), recipe, "wan-nano", items);
    }

    TrainingRequested order(RunId run, TrainingRecipe recipe, String cachedWith, List<Item> items) {
        DatasetId dataset = new DatasetId("dataset-1");
        documents.write(
                ObjectKeys.manifest(dataset),
                new DatasetManifest(
                        DatasetManifest.SCHEMA,
                        dataset,
                        PROJECT,
                        new TriggerPhrase("Kite style."),
                        List.of(DatasetPart.head(32, 32, List.of(1, 5))),
                        List.of()));
        CacheIndex index = new CacheIndex(CacheIndex.SCHEMA, dataset, cachedWith, items, List.of());
        TrainingRequested order = new TrainingRequested(
                FactHeader.of(Instant.EPOCH, "order", run),
                run,
                PROJECT,
                dataset,
                documents.write("datasets/" + run + "/cache.json", index),
                documents.write(ObjectKeys.trainingRecipe(run), recipe));
        connector.source("trainings-requested").send(order);
        return order;
    }

    void command(RunId run, WorkCommanded.Command command) {
        connector
                .source("works-commanded")
                .send(new WorkCommanded(FactHeader.of(Instant.EPOCH, command, run), run.value(), command));
    }

    /// Waits for the first step of a run.
    void awaitProgress(RunId run) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !facts(run, TrainingProgressed.class).isEmpty());
    }

    /// Waits for the end of a run.
    TrainingOutcome outcome(RunId run) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !facts(run, TrainingEnded.class).isEmpty());
        return facts(run, TrainingEnded.class).getLast().outcome();
    }

    TrainingOutcome.Finished finished(RunId run) {
        TrainingOutcome outcome = outcome(run);
        assertThat(outcome).isInstanceOf(TrainingOutcome.Finished.class);
        return (TrainingOutcome.Finished) outcome;
    }

    <F extends Fact> List<F> facts(RunId run, Class<F> type) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.key().startsWith(run.value()))
                .toList();
    }
}
