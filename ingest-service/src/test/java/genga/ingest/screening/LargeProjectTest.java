package genga.ingest.screening;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import genga.ingest.InMemoryChannels;
import genga.ingest.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class LargeProjectTest {
    private static final int FILMS = 20;
    private static final int CLIPS_OF_EACH = 500;
    private static final int FRAMES = 40;

    @Inject
    Studio studio;

    @Inject
    ProjectScreening screening;

    @Inject
    ScreenedFilms films;

    /// Every film's last clip looks like the first film's first.
    @Test
    void tenThousandClipsAreJudgedAgainstEachOtherAndOnlyTheTwinsAreToldOf() throws InterruptedException {
        ProjectDefined project = studio.project("large");
        Random random = new Random(7);
        String twin = hash(random);
        List<Film> all = new ArrayList<>();
        for (int film = 0; film < FILMS; film++) {
            all.add(new Film(
                    FilmId.of(Instant.EPOCH.plusSeconds(film), "of this test"),
                    project.project(),
                    project.triggerPhrase()));
            List<ScreenedClip> clips = new ArrayList<>();
            for (int clip = 0; clip < CLIPS_OF_EACH; clip++) {
                boolean planted = clip == CLIPS_OF_EACH - 1 || film == 0 && clip == 0;
                clips.add(kept(all.getLast(), clip, planted ? twin : hash(random)));
            }
            films.write(new ScreenedFilm(all.getLast(), Instant.EPOCH, clips));
        }

        screening.judgeAnew(project.project(), "a cause");

        List<ClipScreened> told = studio.facts(ClipScreened.class).stream()
                .filter(fact -> fact.project().equals(project.project()))
                .toList();
        ClipId first = ClipId.of(all.getFirst().film(), new FrameRange(0, FRAMES));
        assertThat(told)
                .hasSize(FILMS)
                .allSatisfy(fact -> assertThat(fact.verdict()).isEqualTo(new Verdict.Duplicate(first, 0, 6)));
        assertThat(films.all(project.project()))
                .hasSize(FILMS)
                .allSatisfy(film -> assertThat(film.untold()).isEmpty());
    }

    private static ScreenedClip kept(Film film, int number, String hash) {
        FrameRange shot = new FrameRange(number * FRAMES, (number + 1) * FRAMES);
        ClipId clip = ClipId.of(film.film(), shot);
        ClipMeasures measures = new ClipMeasures(
                new ClipMeasures.Motion(2, 4, 0),
                5,
                new ClipMeasures.Tone(120, 0.1, 80, 30),
                0,
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                hash);
        Candidate candidate = new Candidate(clip, Candidate.Kind.CLIP, FRAMES, measures);
        StoredObject video = new StoredObject(ObjectKeys.clipVideo(clip, "mp4"), 7, "ab".repeat(32));
        return new ScreenedClip(candidate, shot, video, false, new ScreenedClip.Judgement(new Verdict.Kept(), true));
    }

    private static String hash(Random random) {
        return "%016x%016x%016x".formatted(random.nextLong(), random.nextLong(), random.nextLong());
    }
}
