package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.ClipWithdrawn;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.ingest.TinyFilm.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class ShotsDefinedTest {
    private static final byte[] TWO_SCENES = TinyFilm.of(new Scene(48, 11), new Scene(96, 12));
    private static final FrameRange FIRST = new FrameRange(0, 46);
    private static final FrameRange SECOND = new FrameRange(50, 144);

    @Inject
    Studio studio;

    @Test
    void clipsOfShotsThatStayAreLeftUntouchedNewOnesCutAndOthersWithdrawn() {
        FilmUploaded film = ingested();
        long facts = factsAbout(ClipId.of(film.film(), FIRST));

        studio.shots(film, FIRST, new FrameRange(50, 97), new FrameRange(97, 144));

        FilmEnded ended = studio.ends(film.film(), 2);
        assertThat(((FilmOutcome.Ingested) ended.outcome()).shots()).isEqualTo(3);
        assertThat(ended.header().event())
                .isNotEqualTo(studio.end(film.film()).header().event());
        assertThat(standing(film.film(), Medium.CLIP))
                .containsExactlyInAnyOrder(
                        ClipId.of(film.film(), FIRST),
                        ClipId.of(film.film(), new FrameRange(50, 97)),
                        ClipId.of(film.film(), new FrameRange(97, 144)));
        assertThat(factsAbout(ClipId.of(film.film(), FIRST))).isEqualTo(facts);
        assertThat(standing(film.film(), Medium.STILL)).hasSize(3);
        assertThat(studio.facts(FilmProgressed.class, film.film()))
                .extracting(fact -> fact.header().event())
                .doesNotHaveDuplicates();
    }

    @Test
    void aClipThatWasWithdrawnComesBackUnderItsNameWithFactsOfItsOwn() {
        FilmUploaded film = ingested();

        studio.shots(film, FIRST);
        studio.ends(film.film(), 2);
        studio.shots(film, FIRST, SECOND);
        studio.ends(film.film(), 3);

        ClipId second = ClipId.of(film.film(), SECOND);
        assertThat(standing(film.film(), Medium.CLIP)).contains(second);
        assertThat(studio.facts(ClipCut.class, film.film()).stream()
                        .filter(cut -> cut.clip().equals(second)))
                .hasSize(2)
                .extracting(cut -> cut.header().event())
                .doesNotHaveDuplicates();
    }

    @Test
    void ofSeveralOrdersInARowTheLastWins() {
        FilmUploaded film = ingested();

        studio.shots(film, new FrameRange(0, 20));
        studio.shots(film, FIRST, new FrameRange(60, 100));
        studio.shots(film, FIRST, new FrameRange(60, 144));
        studio.await(
                "the last order was not followed",
                () -> standing(film.film(), Medium.CLIP)
                        .equals(Set.of(
                                ClipId.of(film.film(), FIRST), ClipId.of(film.film(), new FrameRange(60, 144)))));

        FilmUploaded next = ingested();
        assertThat(studio.end(next.film()).outcome()).isInstanceOf(FilmOutcome.Ingested.class);
        assertThat(standing(film.film(), Medium.CLIP))
                .containsExactlyInAnyOrder(
                        ClipId.of(film.film(), FIRST), ClipId.of(film.film(), new FrameRange(60, 144)));
    }

    @Test
    void anOrderThatALaterOneOvertookIsLeftAlone() {
        FilmUploaded film = ingested();
        studio.shots(film, FIRST);
        studio.ends(film.film(), 2);

        studio.announce(new ShotsDefined(
                FactHeader.of(film.header().at().plusNanos(1), film.film(), "early"),
                film.film(),
                film.project(),
                film.triggerPhrase(),
                List.of(SECOND)));
        ingested();

        assertThat(standing(film.film(), Medium.CLIP)).containsExactly(ClipId.of(film.film(), FIRST));
        assertThat(studio.facts(FilmEnded.class, film.film())).hasSize(2);
    }

    @Test
    void shotsBeyondTheFilmAreRefusedInOneSentenceAndItsClipsStay() {
        FilmUploaded film = ingested();

        studio.shots(film, new FrameRange(0, 145));

        FilmOutcome outcome = studio.ends(film.film(), 2).outcome();
        assertThat(((FilmOutcome.Failed) outcome).problem().sentence())
                .isEqualTo("shots: expected shots within the 144 frames of %s, got a shot of the frames [0, 145);"
                                .formatted(film.film())
                        + " end the last shot where the film ends");
        assertThat(studio.facts(ClipWithdrawn.class, film.film())).isEmpty();
    }

    @Test
    void aCommandUnderTheFilmsNameReachesTheWorkOnItsShots() {
        FilmUploaded film = ingested();
        FrameRange[] many = new FrameRange[48];
        for (int i = 0; i < many.length; i++) {
            many[i] = new FrameRange(i * 3, i * 3 + 3);
        }

        studio.shots(film, many);
        studio.command(WorkCommanded.Command.CANCEL, film.film());

        FilmOutcome outcome = studio.ends(film.film(), 2).outcome();
        assertThat(((FilmOutcome.Failed) outcome).problem().sentence()).contains("got a command to cancel");
        assertThat(studio.facts(ClipWithdrawn.class, film.film())).isEmpty();
    }

    @Test
    void whatWasCutBeforeACancelIsWithdrawnByTheNextOrder() {
        FilmUploaded film = ingested();
        FrameRange part = new FrameRange(60, 100);
        studio.shots(film, FIRST, part, new FrameRange(100, 150));
        studio.ends(film.film(), 2);

        studio.shots(film, FIRST, part);
        studio.ends(film.film(), 3);
        studio.shots(film, FIRST, SECOND);
        studio.ends(film.film(), 4);

        assertThat(standing(film.film(), Medium.CLIP))
                .containsExactlyInAnyOrder(ClipId.of(film.film(), FIRST), ClipId.of(film.film(), SECOND));
    }

    @Test
    void workOnShotsThatBreaksOffGoesOnAtTheShotItWasAt() {
        FilmUploaded film = ingested();
        FrameRange one = new FrameRange(50, 97);
        FrameRange two = new FrameRange(97, 144);
        ClipId last = ClipId.of(film.film(), two);
        BrokenLine.breakOnceAt(
                fact -> fact instanceof ClipScreened screened && screened.clip().equals(last));

        studio.shots(film, FIRST, one, two);

        studio.ends(film.film(), 2);
        assertThat(factsAbout(ClipId.of(film.film(), one))).isEqualTo(factsAbout(ClipId.of(film.film(), FIRST)));
        assertThat(standing(film.film(), Medium.CLIP))
                .containsExactlyInAnyOrder(ClipId.of(film.film(), FIRST), ClipId.of(film.film(), one), last);
    }

    private FilmUploaded ingested() {
        FilmUploaded film = studio.upload(TWO_SCENES, "film.mp4");
        assertThat(studio.ingested(film.film()).shots()).isEqualTo(2);
        assertThat(standing(film.film(), Medium.CLIP))
                .containsExactlyInAnyOrder(ClipId.of(film.film(), FIRST), ClipId.of(film.film(), SECOND));
        return film;
    }

    private long factsAbout(ClipId clip) {
        return studio.facts(ClipCut.class).stream()
                        .filter(fact -> fact.clip().equals(clip))
                        .count()
                + studio.facts(ClipScreened.class).stream()
                        .filter(fact -> fact.clip().equals(clip))
                        .count();
    }

    /// What a reader of both topics takes for the film's: cut, and not withdrawn later.
    private Set<ClipId> standing(FilmId film, Medium medium) {
        Map<ClipId, Instant> withdrawn = new HashMap<>();
        studio.facts(ClipWithdrawn.class, film)
                .forEach(fact -> withdrawn.put(fact.clip(), fact.header().at()));
        return studio.cut(film, medium).stream()
                .filter(cut -> cut.header().at().isAfter(withdrawn.getOrDefault(cut.clip(), Instant.MIN)))
                .map(ClipCut::clip)
                .collect(Collectors.toSet());
    }
}
