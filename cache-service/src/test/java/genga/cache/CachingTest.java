package genga.cache;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.Documents;
import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.TextCached;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.DatasetPart.FrameExtraction;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.StoredObject;
import genga.media.FrameSize;
import genga.store.ObjectStore;
import genga.wan.text.TextEmbedding;
import genga.wan.vae.Latent;
import genga.wan.vae.LatentFile;
import genga.wan.weights.SafetensorsFile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class CachingTest {

    private static final DatasetPart FIRST_FRAME = DatasetPart.head(64, 48, List.of(1));

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Inject
    Documents documents;

    @TempDir
    Path folder;

    @Test
    void aDatasetBecomesAnIndexOfLatentsAndTexts() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        List<CaptionedClip> clips = List.of(
                studio.clip("clip-a", 9, "Kite style. A red kite."), studio.clip("clip-b", 6, "Kite style. A lake."));

        studio.order(dataset, "wan-nano", List.of(DatasetPart.head(64, 48, List.of(1, 9))), clips);

        CacheOutcome.Completed completed = studio.completed(dataset);
        CacheIndex index = documents.read(completed.index(), CacheIndex.class);
        assertThat(completed.itemsPerEpoch()).isEqualTo(3);
        assertThat(completed.latents()).isEqualTo(3);
        assertThat(completed.texts()).isEqualTo(2);
        assertThat(completed.lost()).containsExactly(Map.entry("too_short", 1));
        assertThat(index.baseModel()).isEqualTo("wan-nano");
        assertThat(index.items())
                .extracting(CacheIndex.Item::item)
                .containsExactly("clip-a_64x48x1_00000", "clip-a_64x48x9_00000", "clip-b_64x48x1_00000");
        assertThat(index.lost())
                .containsExactly(new CacheIndex.LostFragment(
                        new ClipId("clip-b"),
                        0,
                        9,
                        "too_short: the clip has fewer frames than the window (6 frames, window of 9)"));
    }

    @Test
    void latentsAndTextsAreFilesThatMusubiTunerReads() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        CaptionedClip clip = studio.clip("clip-c", 9, "Kite style. A tree.");

        studio.order(dataset, "wan-nano", List.of(DatasetPart.head(64, 48, List.of(9))), List.of(clip));

        CacheIndex.Item item = documents
                .read(studio.completed(dataset).index(), CacheIndex.class)
                .items()
                .getFirst();
        Path latentFile = fetched(item.latent());
        try (SafetensorsFile latent = SafetensorsFile.open(latentFile);
                SafetensorsFile text = SafetensorsFile.open(fetched(item.text()))) {
            assertThat(latent.names()).containsExactly("latents_3x6x8_bfloat16");
            assertThat(latent.shape("latents_3x6x8_bfloat16")).containsExactly(16, 3, 6, 8);
            assertThat(latent.metadata())
                    .containsEntry("architecture", "wan")
                    .containsEntry("width", "64")
                    .containsEntry("height", "48")
                    .containsEntry("frame_count", "9")
                    .containsEntry("format_version", "1.0.1");
            assertThat(text.names()).containsExactly("varlen_t5_bfloat16");
            assertThat(text.metadata()).containsEntry("caption1", "Kite style. A tree.");
        }
        Latent latent = LatentFile.read(latentFile);
        assertThat(latent.values()).doesNotContain(Float.NaN);
        assertThat(studio.facts(dataset, TextCached.class).getFirst().tokens())
                .isEqualTo(TextEmbedding.read(fetched(item.text())).rows());
    }

    @Test
    void aPartOfStillsTakesStillsOnlyAndAPartOfClipsClipsOnly() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        List<CaptionedClip> media = List.of(
                studio.clip("clip-k", 5, "Kite style. Wind."),
                studio.still("clip-l-still", new FrameSize(96, 96), "Kite style. A hill."));

        studio.order(
                dataset,
                "wan-nano",
                List.of(DatasetPart.stills(64, 64), DatasetPart.head(64, 48, List.of(1, 5))),
                media);

        CacheIndex index = documents.read(studio.completed(dataset).index(), CacheIndex.class);
        assertThat(index.items())
                .extracting(CacheIndex.Item::item)
                .containsExactly("clip-l-still_64x64x1_00000", "clip-k_64x48x1_00000", "clip-k_64x48x5_00000");
        try (SafetensorsFile latent =
                SafetensorsFile.open(fetched(index.items().getFirst().latent()))) {
            assertThat(latent.names()).containsExactly("latents_1x8x8_bfloat16");
            assertThat(latent.metadata()).doesNotContainKey("frame_count");
        }
    }

    @Test
    void progressIsToldForEveryClipAndEveryFragment() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        DatasetPart twice = new DatasetPart(64, 48, List.of(5), FrameExtraction.CHUNK, 1, 1, 81, 2, Medium.CLIP);

        studio.order(dataset, "wan-nano", List.of(twice), List.of(studio.clip("clip-d", 11, "Kite style. Rain.")));

        CacheOutcome.Completed completed = studio.completed(dataset);
        assertThat(completed.itemsPerEpoch()).isEqualTo(4);
        List<LatentCached> latents = studio.facts(dataset, LatentCached.class);
        assertThat(latents).hasSize(2);
        assertThat(latents.getLast().progress().done()).isEqualTo(2);
        assertThat(latents.getLast().progress().total()).isEqualTo(2);
        assertThat(studio.facts(dataset, TextCached.class)).hasSize(1);
    }

    @Test
    void whatTheStoreHasIsNotMadeAgain() throws IOException {
        CaptionedClip clip = studio.clip("clip-e", 5, "Kite style. Snow.");
        DatasetId first = DatasetId.fresh();
        studio.order(first, "wan-nano", List.of(FIRST_FRAME), List.of(clip));
        CacheIndex before = documents.read(studio.completed(first).index(), CacheIndex.class);
        store.remove(clip.video().key());
        DatasetId second = DatasetId.fresh();

        studio.order(second, "wan-nano", List.of(FIRST_FRAME), List.of(clip));

        CacheIndex after = documents.read(studio.completed(second).index(), CacheIndex.class);
        assertThat(after.items()).isEqualTo(before.items());
        assertThat(studio.facts(second, LatentCached.class)).hasSize(1);
    }

    @Test
    void anOrderDeliveredTwiceIsOnePieceOfWork() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        CaptionedClip clip = studio.clip("clip-f", 5, "Kite style. Fog.");
        CacheRequested order = studio.order(dataset, "wan-nano", List.of(FIRST_FRAME), List.of(clip));
        studio.completed(dataset);

        studio.send(order);

        DatasetId after = DatasetId.fresh();
        studio.order(after, "wan-nano", List.of(FIRST_FRAME), List.of(clip));
        studio.completed(after);
        assertThat(studio.facts(dataset, CacheEnded.class)).hasSize(1);
    }

    @Test
    void aCancelledOrderEndsAsCancelled() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        studio.cancel(dataset);

        studio.order(dataset, "wan-nano", List.of(FIRST_FRAME), List.of(studio.clip("clip-g", 5, "Kite style. Sun.")));

        assertThat(studio.outcome(dataset)).isEqualTo(new CacheOutcome.Cancelled());
    }

    @Test
    void anUnknownBaseModelIsRefusedWithTheNamesOfThoseThatAreThere() throws IOException {
        DatasetId built = DatasetId.fresh();
        CaptionedClip clip = studio.clip("clip-h", 5, "Kite style. Sea.");
        studio.order(built, "wan-nano", List.of(FIRST_FRAME), List.of(clip));
        studio.completed(built);
        DatasetId dataset = DatasetId.fresh();

        studio.order(dataset, "wan-huge", List.of(FIRST_FRAME), List.of(clip));

        assertThat(failure(dataset))
                .contains("baseModel", "'wan-huge'", "wan-nano", "choose one that is there, or put its files into");
    }

    @Test
    void aDatasetWhoseClipsAreAllTooShortIsRefused() throws IOException {
        DatasetId dataset = DatasetId.fresh();
        List<CaptionedClip> clips = List.of(studio.clip("clip-i", 6, "Kite style. Moon."));

        studio.order(dataset, "wan-nano", List.of(DatasetPart.head(64, 48, List.of(21))), clips);

        assertThat(failure(dataset)).contains("none gives a fragment {too_short=1}", "keep longer clips");
    }

    private String failure(DatasetId dataset) {
        CacheOutcome outcome = studio.outcome(dataset);
        assertThat(outcome).isInstanceOf(CacheOutcome.Failed.class);
        return ((CacheOutcome.Failed) outcome).problem().sentence();
    }

    private Path fetched(StoredObject object) {
        Path file = folder.resolve(object.sha256());
        store.fetch(object, file);
        return file;
    }
}
