package genga.cache;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.Documents;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The rest of the studio, as far as caching meets it: who froze the dataset, who orders, who listens.
@ApplicationScoped
class Studio {

    /// Enough for a machine that is busy with other things.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final FrameSize SIZE = new FrameSize(64, 48);
    static final ProjectId PROJECT = new ProjectId("project-1");

    private final ObjectStore store;
    private final Documents documents;
    private final InMemoryConnector connector;

    Studio(ObjectStore store, Documents documents, @Any InMemoryConnector connector) {
        this.store = store;
        this.documents = documents;
        this.connector = connector;
    }

    /// A clip of moving colours as ingest would have cut it.
    CaptionedClip clip(String name, int frames, String caption) throws IOException {
        ClipId id = new ClipId(name);
        Path file = Files.createTempFile("clip-", ".mp4");
        try {
            encode(file, frames, name.hashCode());
            StoredObject video = store.put(ObjectKeys.clipVideo(id, "mp4"), file, ContentType.MP4);
            return new CaptionedClip(
                    id, Medium.CLIP, video, frames, new Resolution(SIZE.width(), SIZE.height()), caption);
        } finally {
            Files.delete(file);
        }
    }

    /// A still as a person would have cropped it.
    CaptionedClip still(String name, FrameSize size, String caption) {
        ClipId id = new ClipId(name);
        byte[] rgb = new byte[size.pixels() * 3];
        for (int at = 0; at < rgb.length; at++) {
            rgb[at] = (byte) (at / 3 % size.width() * 3 + at % 3 * 40);
        }
        StoredObject picture =
                store.put(ObjectKeys.still(id, "png"), Stills.png(new RgbFrame(size, rgb)), ContentType.BINARY);
        return new CaptionedClip(id, Medium.STILL, picture, 1, new Resolution(size.width(), size.height()), caption);
    }

    private static void encode(Path file, int frames, int tint) {
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(SIZE, FrameRate.of(16)))) {
            for (int frame = 0; frame < frames; frame++) {
                byte[] rgb = new byte[SIZE.pixels() * 3];
                for (int at = 0; at < rgb.length; at++) {
                    rgb[at] = (byte) (at / 3 % SIZE.width() * 3 + frame * 5 + tint * (at % 3));
                }
                encoder.add(new RgbFrame(SIZE, rgb));
            }
            encoder.finish();
        }
    }

    /// Freezes a dataset and orders it encoded.
    CacheRequested order(DatasetId dataset, String baseModel, List<DatasetPart> parts, List<CaptionedClip> clips) {
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.SCHEMA, dataset, PROJECT, new TriggerPhrase("Kite style."), parts, clips);
        StoredObject object = documents.write(ObjectKeys.manifest(dataset), manifest);
        CacheRequested order = new CacheRequested(header(dataset), dataset, PROJECT, baseModel, object);
        send(order);
        return order;
    }

    void send(CacheRequested order) {
        connector.source("caches-requested").send(order);
    }

    void cancel(DatasetId dataset) {
        connector
                .source("works-commanded")
                .send(new WorkCommanded(header(dataset), dataset.value(), WorkCommanded.Command.CANCEL));
    }

    /// Waits for the end of an order.
    CacheOutcome outcome(DatasetId dataset) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !facts(dataset, CacheEnded.class).isEmpty());
        return facts(dataset, CacheEnded.class).getLast().outcome();
    }

    <F extends Fact> List<F> facts(DatasetId dataset, Class<F> type) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.key().startsWith(dataset.value()))
                .toList();
    }

    CacheOutcome.Completed completed(DatasetId dataset) {
        CacheOutcome outcome = outcome(dataset);
        assertThat(outcome).isInstanceOf(CacheOutcome.Completed.class);
        return (CacheOutcome.Completed) outcome;
    }

    private static FactHeader header(DatasetId dataset) {
        return FactHeader.of(Instant.EPOCH, "order", dataset);
    }
}
