package genga.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.ingest.InMemoryChannels;
import genga.ingest.Studio;
import genga.ingest.TinyFilm;
import genga.ingest.TinyFilm.Scene;
import genga.ingest.project.Projects;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class WatchedFolderTest {
    private static final byte[] FILM = TinyFilm.of(new Scene(48, 41));

    @Inject
    Studio studio;

    @Inject
    Projects projects;

    @Inject
    ParcelTaking taking;

    @Inject
    ObjectStore store;

    @TempDir
    Path root;

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private ProjectDefined project;
    private Path folder;
    private WatchedFolder watched;

    @BeforeEach
    void makeProject() throws IOException {
        String name = "film " + UUID.randomUUID();
        project = studio.project(name);
        folder = Files.createDirectories(root.resolve(name));
        watched = watched();
    }

    @Test
    void aFilmThatHasComeToRestIsTakenUnderItsProjectsName() throws IOException {
        Files.write(folder.resolve("a film.mp4"), FILM);

        watched.look();
        assertThat(announced()).isEmpty();
        watched.look();
        assertThat(announced()).isEmpty();
        pass(5);
        watched.look();

        FilmUploaded film = announced().getFirst();
        assertThat(film.name()).isEqualTo("a film.mp4");
        assertThat(film.triggerPhrase()).isEqualTo(project.triggerPhrase());
        assertThat(store.find(ObjectKeys.filmSource(film.film()))).contains(film.source());
        studio.send("films-uploaded", film);
        assertThat(studio.outcome(film.film())).isInstanceOf(FilmOutcome.Ingested.class);
    }

    @Test
    void aFileThatStillGrowsIsWaitedFor() throws IOException {
        Path file = Files.write(folder.resolve("film.mp4"), new byte[10]);
        watched.look();
        pass(5);
        Files.write(file, FILM);

        watched.look();
        assertThat(announced()).isEmpty();
        pass(5);
        watched.look();

        assertThat(announced()).hasSize(1);
        assertThat(announced().getFirst().source().size()).isEqualTo(FILM.length);
    }

    @Test
    void aFilmIsTakenOnceHoweverOftenTheServiceStarts() throws IOException {
        Files.write(folder.resolve("film.mp4"), FILM);
        settled();
        FilmUploaded film = announced().getFirst();
        studio.send("films-uploaded", film);
        studio.outcome(film.film());

        pass(60);
        watched.look();
        watched = watched();
        settled();

        assertThat(announced()).hasSize(1);
    }

    @Test
    void aFilmThatWasStoredButNotAnnouncedBeforeAKillIsAnnounced() throws IOException {
        Files.write(folder.resolve("film.mp4"), FILM);
        settled();
        FilmUploaded film = announced().getFirst();

        watched = watched();
        settled();

        assertThat(announced()).hasSize(2);
        assertThat(announced().getLast().film()).isEqualTo(film.film());
        assertThat(announced().getLast().header().event())
                .isEqualTo(film.header().event());
    }

    @Test
    void aFolderOfClipsAndCaptionsIsTakenAsOneCollection() throws IOException {
        Path set = Files.createDirectories(folder.resolve("set/stills"));
        Files.write(set.resolve("a.png"), TinyFilm.png(42));
        Files.writeString(set.resolve("a.txt"), "A hill.");
        settled();

        FilmUploaded film = announced().getFirst();
        studio.send("films-uploaded", film);

        assertThat(film.name()).isEqualTo("set.zip");
        FilmOutcome.Imported outcome = (FilmOutcome.Imported) studio.outcome(film.film());
        assertThat(outcome.media()).isOne();
        assertThat(outcome.captions()).isOne();
        assertThat(outcome.warnings()).isEmpty();
    }

    @Test
    void aFolderOfNoProjectIsMentionedOnceWithTheRemedyAndTakenWhenTheProjectIsThere() throws IOException {
        Path stranger = Files.createDirectories(root.resolve("stranger-" + UUID.randomUUID()));
        Files.write(stranger.resolve("film.mp4"), FILM);
        settled();
        watched.look();
        assertThat(announced()).isEmpty();
        assertThat(watched.remarks().made())
                .singleElement()
                .asString()
                .contains(stranger.getFileName() + "no project has this id or name; rename the folder, or define the");

        project = studio.project(stranger.getFileName().toString());
        pass(30);
        watched.look();

        assertThat(announced()).hasSize(1);
    }

    @Test
    void aFolderNamedByTheIdOfItsProjectIsTakenToo() throws IOException {
        Path byId = Files.createDirectories(root.resolve(project.project().value()));
        Files.write(byId.resolve("film.mp4"), FILM);

        settled();

        assertThat(announced()).hasSize(1);
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.write(elsewhere.resolve("secret.mp4"), FILM);
        Files.createSymbolicLink(folder.resolve("film.mp4"), secret);
        Files.createSymbolicLink(folder.resolve("set"), elsewhere);

        settled();

        assertThat(announced()).isEmpty();
        assertThat(watched.remarks().made())
                .hasSize(2)
                .allSatisfy(remark -> assertThat(remark)
                        .endsWith("a link that leads out of the watched folder is not followed; put the file itself"
                                + " there"));
    }

    @Test
    void whatHidesOrIsStillDownloadedIsLeftAlone() throws IOException {
        Files.write(folder.resolve(".film.mp4"), FILM);
        Files.write(folder.resolve("film.mp4.part"), FILM);

        settled();

        assertThat(announced()).isEmpty();
    }

    private void settled() throws IOException {
        watched.look();
        pass(5);
        watched.look();
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private WatchedFolder watched() {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new WatchedFolder(root, Duration.ofSeconds(5), clock, projects, taking);
    }

    private List<FilmUploaded> announced() {
        return studio.facts(FilmUploaded.class).stream()
                .filter(film -> film.project().equals(project.project()))
                .toList();
    }
}
