package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.StillRequested;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Verdict;
import genga.media.FrameSource;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class StillRequestTest {
    private static final Crop CROP = new Crop(12, 12, 36, 24);

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void aPartOfAStillBecomesAStillThatIsKeptAndCaptioned() {
        ClipCut from = still();

        StillRequested wanted = request(from, CROP);

        studio.await(
                "no caption was asked for",
                () -> !about(CaptionRequested.class, wanted.still()).isEmpty());
        ClipCut cut = about(ClipCut.class, wanted.still()).getFirst();
        assertThat(cut.resolution()).isEqualTo(new Resolution(36, 24));
        assertThat(cut.medium()).isEqualTo(Medium.STILL);
        assertThat(cut.film()).isEqualTo(from.film());
        assertThat(cut.shot()).isEqualTo(from.shot());
        assertThat(about(ClipScreened.class, wanted.still()).getFirst().verdict())
                .isEqualTo(new Verdict.Kept());
        Path whole = folder.resolve("whole.png");
        Path part = folder.resolve("part.png");
        store.fetch(from.video(), whole);
        store.fetch(cut.video(), part);
        byte[] expected = FrameSource.still(whole).rgb();
        byte[] found = FrameSource.still(part).rgb();
        for (int x = 0; x < 36 * 3; x++) {
            assertThat(found[5 * 36 * 3 + x]).isEqualTo(expected[((12 + 5) * 96 + 12) * 3 + x]);
        }
    }

    @Test
    void askedForTwiceItIsToldUnderTheSameNames() {
        ClipCut from = still();

        StillRequested wanted = request(from, CROP);
        request(from, CROP);

        studio.await(
                "it was not cut twice",
                () -> about(CaptionRequested.class, wanted.still()).size() == 2);
        assertThat(about(ClipCut.class, wanted.still()))
                .extracting(cut -> cut.header().event())
                .containsOnly(
                        about(ClipCut.class, wanted.still()).getFirst().header().event());
    }

    @Test
    void aPartOutsideThePictureIsSetAsideWithTheReason() {
        ClipCut from = still();
        Crop crop = new Crop(80, 0, 32, 32);

        Throwable reason = refusal(from, crop);

        assertThat(reason)
                .hasMessage("still %s: expected a part of the picture, which is 96x64, got 32x32 at 80,0;"
                                .formatted(from.clip().cropped(crop))
                        + " choose a part that lies inside it");
    }

    /// Why the message was not taken, which is what a dead letter says.
    private Throwable refusal(ClipCut from, Crop crop) {
        CompletableFuture<Void> handled = new CompletableFuture<>();
        studio.deliver("stills-requested", wanted(from, crop), handled);
        try {
            handled.join();
            throw new AssertionError("the message was acknowledged");
        } catch (CompletionException refused) {
            return refused.getCause();
        }
    }

    private ClipCut still() {
        ProjectDefined project = studio.project("p");
        FilmUploaded film = studio.upload(project, TinyFilm.png(31), "picture.png");
        studio.end(film.film());
        return studio.cut(film.film(), Medium.STILL).getFirst();
    }

    private StillRequested request(ClipCut from, Crop crop) {
        StillRequested wanted = wanted(from, crop);
        studio.send("stills-requested", wanted);
        return wanted;
    }

    private static StillRequested wanted(ClipCut from, Crop crop) {
        ClipId still = from.clip().cropped(crop);
        return new StillRequested(FactHeader.of(Instant.now(), still), still, from, crop);
    }

    private <F extends genga.contracts.fact.Fact> List<F> about(Class<F> type, ClipId clip) {
        return studio.facts(type).stream()
                .filter(fact -> fact.key().equals(clip.value()))
                .toList();
    }
}
