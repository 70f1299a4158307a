package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Verdict;
import genga.contracts.vocabulary.Verdict.Review.Doubt;
import genga.media.FrameSource;
import genga.media.RgbFrame;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class StillsTest {
    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void everyShotProposesOneStillOfAFrameOfItsOwnAtTheSizeOfTheFilm() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        FilmOutcome.Ingested outcome = studio.ingested(film.film());

        List<ClipCut> stills = studio.cut(film.film(), Medium.STILL);

        assertThat(stills).extracting(ClipCut::shot).containsExactly(1, 2, 3, 4, 5, 6);
        List<ClipCut> clips = studio.cut(film.film(), Medium.CLIP);
        assertThat(stills).allSatisfy(still -> {
            ClipCut clip = clips.get(still.shot() - 1);
            assertThat(still.firstFrame()).isEqualTo(still.lastFrame()).isBetween(clip.firstFrame(), clip.lastFrame());
            assertThat(still.clip()).isEqualTo(ClipId.still(film.film(), (int) still.firstFrame()));
            assertThat(still.video().key()).isEqualTo(ObjectKeys.still(still.clip(), "png"));
            assertThat(still.preview()).isEqualTo(still.poster());
            assertThat(still.frames()).isOne();
            Path file = folder.resolve("still.png");
            store.fetch(still.video(), file);
            RgbFrame picture = FrameSource.still(file);
            assertThat(new Resolution(picture.size().width(), picture.size().height()))
                    .isEqualTo(still.resolution())
                    .isEqualTo(outcome.resolution());
        });
    }

    @Test
    void aProposedStillIsUnderReviewAndNobodyIsAskedForItsCaption() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.end(film.film());

        List<ClipScreened> stills = studio.facts(ClipScreened.class, film.film()).stream()
                .filter(fact -> fact.clip().value().endsWith("-still"))
                .toList();

        assertThat(stills)
                .hasSize(6)
                .allSatisfy(still -> assertThat(still.verdict())
                        .isInstanceOfSatisfying(
                                Verdict.Review.class,
                                review -> assertThat(review.doubt()).isEqualTo(Doubt.PROPOSED)));
        assertThat(studio.facts(CaptionRequested.class, film.film()))
                .extracting(CaptionRequested::medium)
                .containsOnly(Medium.CLIP);
    }
}
