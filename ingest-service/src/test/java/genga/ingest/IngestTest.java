package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.media.VideoReader;
import genga.media.sample.SampleFilm;
import genga.store.ObjectStore;
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
class IngestTest {
    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void theSampleFilmBecomesSixJudgedClips() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");

        FilmEnded ended = studio.end(film.film());

        FilmOutcome.Ingested outcome = (FilmOutcome.Ingested) ended.outcome();
        assertThat(outcome.frames()).isEqualTo(SampleFilm.truth().frames());
        assertThat(outcome.shots()).isEqualTo(6);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.verdicts()).isEqualTo(Map.of("Kept", 4, "TooShort", 1, "TooStatic", 1));
        List<ClipScreened> screened = studio.screened(film.film());
        assertThat(screened.get(2).verdict()).isInstanceOf(Verdict.TooShort.class);
        assertThat(screened.get(3).verdict()).isInstanceOf(Verdict.TooStatic.class);
        assertThat(studio.facts(CaptionRequested.class, film.film())).hasSize(4);
    }

    @Test
    void everyStoredClipDecodesToTheCountItsFactNames() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.end(film.film());

        List<ClipCut> clips = studio.cut(film.film(), Medium.CLIP);

        assertThat(clips).hasSize(6).allSatisfy(clip -> {
            Path file = folder.resolve(clip.clip() + ".mp4");
            store.fetch(clip.video(), file);
            assertThat(VideoReader.countFrames(file)).isEqualTo(clip.frames());
            assertThat(store.find(ObjectKeys.clipPreview(clip.clip()))).contains(clip.preview());
            assertThat(clip.preview().size()).isLessThan(clip.video().size());
            assertThat(store.find(ObjectKeys.clipPoster(clip.clip()))).contains(clip.poster());
            assertThat(store.find(ObjectKeys.clipStrip(clip.clip()))).contains(clip.strip());
            long shown = clip.lastFrame() - clip.firstFrame() + 1;
            assertThat(clip.frames()).isEqualTo((int) Math.floor(shown * 16 / 24.0 + 0.5));
        });
    }

    @Test
    void aFilmAnnouncedTwiceIsIngestedOnce() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.end(film.film());

        studio.announce(film);
        FilmUploaded next = studio.upload(new byte[0], "empty.mp4");
        studio.end(next.film());

        assertThat(studio.cut(film.film(), Medium.CLIP)).hasSize(6);
        assertThat(studio.facts(FilmEnded.class, film.film())).hasSize(1);
    }

    @Test
    void progressIsToldStageByStageAndNoMoreThanOnceASecondWithinOne() {
        FilmUploaded film = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.end(film.film());

        List<FilmProgressed> told = studio.facts(FilmProgressed.class, film.film());

        assertThat(told).extracting(fact -> fact.progress().stage()).contains("finding shots", "cutting clips");
        for (int i = 1; i < told.size(); i++) {
            boolean sameStage = told.get(i)
                    .progress()
                    .stage()
                    .equals(told.get(i - 1).progress().stage());
            assertThat(sameStage
                            && told.get(i)
                                    .header()
                                    .at()
                                    .isBefore(told.get(i - 1).header().at().plusSeconds(1)))
                    .isFalse();
        }
    }

    @Test
    void workThatBreaksOffGoesOnAtTheClipItWasAtWithTheSameResult() throws IOException {
        FilmUploaded whole = studio.upload(SampleBytes.film(), "sample.mp4");
        studio.end(whole.film());
        BrokenLine.breakOnceAt(
                fact -> fact instanceof ClipScreened clip && clip.clip().value().contains("-0000224-"));

        FilmUploaded broken = studio.upload(SampleBytes.film(), "sample.mp4");
        FilmEnded ended = studio.end(broken.film());

        assertThat(ended.outcome()).isEqualTo(studio.end(whole.film()).outcome());
        List<ClipCut> clips = studio.cut(broken.film(), Medium.CLIP);
        assertThat(clips).extracting(ClipCut::shot).containsExactly(1, 2, 3, 4, 4, 5, 6);
        assertThat(clips.get(4).header().event())
                .isEqualTo(clips.get(3).header().event());
        assertThat(clips.get(4).video()).isEqualTo(clips.get(3).video());
        assertThat(studio.screened(broken.film()))
                .extracting(ClipScreened::measures)
                .isEqualTo(studio.screened(whole.film()).stream()
                        .map(ClipScreened::measures)
                        .toList());
    }
}
