package genga.caption;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class CaptioningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    @Any
    InMemoryConnector connector;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void aClipGetsItsCaptionLedByTheTriggerPhraseExactlyOnce() {
        ClipId clip = storedPan(1);

        order(clip);

        ClipCaptioned captioned = captions(clip, 1).getFirst();
        assertThat(captioned.caption().text())
                .startsWith("Genga style. ")
                .containsOnlyOnce("Genga style")
                .contains("The camera pans")
                .contains("to the right");
        assertThat(captioned.caption().source()).isInstanceOf(Caption.Source.Measured.class);
    }

    @Test
    void anOrderThatArrivesTwiceGivesTheSameFactTwice() {
        ClipId clip = storedPan(2);

        order(clip);
        order(clip);

        List<ClipCaptioned> captions = captions(clip, 2);
        assertThat(captions.get(1).caption()).isEqualTo(captions.get(0).caption());
        assertThat(captions.get(1).header().event())
                .isEqualTo(captions.get(0).header().event());
    }

    @Test
    void aStillIsDescribedWithoutMotion() {
        ClipId still = ClipId.still(FilmId.fresh(), 12);
        FrameSize size = new FrameSize(64, 48);
        byte[] rgb = new byte[size.pixels() * 3];
        for (int at = 0; at < rgb.length; at += 3) {
            rgb[at + 1] = (byte) 160;
        }
        StoredObject picture =
                store.put(ObjectKeys.still(still, "png"), Stills.png(new RgbFrame(size, rgb)), ContentType.BINARY);

        order(still, Medium.STILL, picture);

        assertThat(captions(still, 1).getFirst().caption().text())
                .startsWith("Genga style. ")
                .contains("green")
                .doesNotContain("camera", "motion", "moves");
    }

    @Test
    void aClipThatIsMissingDoesNotHoldUpTheNextOne() {
        ClipId missing = ClipId.of(FilmId.fresh(), new FrameRange(0, 24));
        order(missing, new StoredObject(ObjectKeys.clipVideo(missing, "mp4"), 10, "0".repeat(64)));

        ClipId present = storedPan(1);
        order(present);

        assertThat(captions(present, 1)).hasSize(1);
        assertThat(sent(missing)).isEmpty();
    }

    private ClipId storedPan(int pixels) {
        ClipId clip = ClipId.of(FilmId.fresh(), new FrameRange(0, 24));
        Path file = folder.resolve("pan.mp4");
        PlainClip.panRight(file, pixels);
        store.put(ObjectKeys.clipVideo(clip, "mp4"), file, ContentType.MP4);
        return clip;
    }

    private void order(ClipId clip) {
        order(clip, store.find(ObjectKeys.clipVideo(clip, "mp4")).orElseThrow());
    }

    private void order(ClipId clip, StoredObject video) {
        order(clip, Medium.CLIP, video);
    }

    private void order(ClipId clip, Medium medium, StoredObject video) {
        connector
                .source("captions-requested")
                .send(new CaptionRequested(
                        FactHeader.of(Instant.now(), clip),
                        clip,
                        ProjectId.fresh(),
                        new TriggerPhrase("Genga style"),
                        medium,
                        video));
    }

    private List<ClipCaptioned> captions(ClipId clip, int expected) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (sent(clip).size() < expected) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError(
                        "%d captions of %s did not come within %s".formatted(expected, clip, PATIENCE));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return sent(clip);
    }

    private List<ClipCaptioned> sent(ClipId clip) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .map(ClipCaptioned.class::cast)
                .filter(fact -> fact.clip().equals(clip))
                .toList();
    }
}
