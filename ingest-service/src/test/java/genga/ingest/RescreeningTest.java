package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.ingest.TinyFilm.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class RescreeningTest {
    private static final byte[] SHORT_AND_LONG = TinyFilm.of(new Scene(44, 1), new Scene(72, 2), new Scene(44, 3));

    @Inject
    Studio studio;

    @Test
    void thresholdsThatMoveAreToldOnlyOfClipsWhoseVerdictChanges() {
        ProjectDefined project = studio.project("p");
        FilmUploaded film = studio.upload(project, SHORT_AND_LONG, "film.mp4");
        assertThat(studio.ingested(film.film()).verdicts()).containsOnlyKeys("Kept");

        studio.define(project, leastFrames(35));

        studio.await(
                "two clips were not judged anew",
                () -> studio.screened(film.film()).size() >= 5);
        List<ClipScreened> all = studio.screened(film.film());
        List<ClipScreened> anew = all.subList(3, all.size());
        assertThat(anew)
                .hasSize(2)
                .allSatisfy(fact -> assertThat(fact.verdict()).isInstanceOf(Verdict.TooShort.class));
        assertThat(anew)
                .extracting(ClipScreened::clip)
                .doesNotContain(studio.screened(film.film()).get(1).clip());
    }

    @Test
    void aClipThatIsKeptAgainAsksForItsCaptionUnderTheSameName() {
        ProjectDefined project = studio.project("p");
        FilmUploaded film = studio.upload(project, SHORT_AND_LONG, "film.mp4");
        studio.end(film.film());
        List<CaptionRequested> first = studio.facts(CaptionRequested.class, film.film());

        studio.define(project, leastFrames(35));
        studio.await(
                "the film was not judged anew",
                () -> studio.screened(film.film()).size() >= 5);
        studio.define(project, ScreeningThresholds.usual());
        studio.await(
                "no captions were asked for",
                () -> studio.facts(CaptionRequested.class, film.film()).size() >= 5);

        List<CaptionRequested> asked = studio.facts(CaptionRequested.class, film.film());
        assertThat(first).hasSize(3);
        assertThat(asked.stream().map(fact -> fact.header().event()).collect(Collectors.toSet()))
                .isEqualTo(first.stream().map(fact -> fact.header().event()).collect(Collectors.toSet()));
        assertThat(studio.screened(film.film()))
                .extracting(fact -> fact.header().event())
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameFilmAgainIsDuplicateInItsProjectAndInNoOther() {
        ProjectDefined project = studio.project("p");
        FilmUploaded original = studio.upload(project, SHORT_AND_LONG, "film.mp4");
        studio.end(original.film());

        FilmUploaded again = studio.upload(project, SHORT_AND_LONG, "again.mp4");
        FilmUploaded elsewhere = studio.upload(studio.project("q"), SHORT_AND_LONG, "film.mp4");

        assertThat(studio.ingested(again.film()).verdicts()).containsOnlyKeys("Duplicate");
        assertThat(studio.ingested(elsewhere.film()).verdicts()).containsOnlyKeys("Kept");
        assertThat(studio.screened(again.film()).getFirst().verdict())
                .isEqualTo(new Verdict.Duplicate(
                        studio.screened(original.film()).getFirst().clip(), 0, 6));
    }

    @Test
    void aStillOfTheSameFilmAgainIsADuplicateOfTheStillAndNotOfTheClip() {
        ProjectDefined project = studio.project("p");
        FilmUploaded original = studio.upload(project, SHORT_AND_LONG, "film.mp4");
        studio.end(original.film());

        FilmUploaded again = studio.upload(project, SHORT_AND_LONG, "again.mp4");
        studio.end(again.film());

        assertThat(studio.facts(ClipScreened.class, again.film()).stream()
                        .filter(fact -> fact.clip().value().endsWith("-still")))
                .hasSize(3)
                .allSatisfy(fact -> assertThat(fact.verdict())
                        .isInstanceOfSatisfying(
                                Verdict.Duplicate.class,
                                twin -> assertThat(twin.of().value()).endsWith("-still")));
    }

    @Test
    void aKillWhileVerdictsAreToldRepeatsSomeAndLosesNone() {
        ProjectDefined project = studio.project("p");
        FilmUploaded film = studio.upload(project, SHORT_AND_LONG, "film.mp4");
        studio.end(film.film());
        Set<String> clips = studio.screened(film.film()).stream()
                .map(fact -> fact.clip().value())
                .collect(Collectors.toSet());
        BrokenLine.breakOnceAt(fact -> fact instanceof ClipScreened screened
                && clips.contains(screened.clip().value())
                && screened.verdict() instanceof Verdict.TooShort);

        studio.define(project, leastFrames(60));

        studio.await(
                "some clips were not told of",
                () -> studio.screened(film.film()).stream()
                                .filter(fact -> fact.verdict() instanceof Verdict.TooShort)
                                .map(ClipScreened::clip)
                                .distinct()
                                .count()
                        == 3);
    }

    private static ScreeningThresholds leastFrames(int frames) {
        ScreeningThresholds usual = ScreeningThresholds.usual();
        return new ScreeningThresholds(
                frames,
                usual.motion(),
                usual.mostTransition(),
                usual.mostLetterbox(),
                usual.leastBrightness(),
                usual.mostFlicker(),
                usual.leastSharpness(),
                usual.mostOverlay(),
                usual.duplicateDistance());
    }
}
