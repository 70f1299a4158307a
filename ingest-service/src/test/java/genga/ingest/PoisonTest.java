package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.chassis.ChassisConfig;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.vocabulary.FilmId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class PoisonTest {
    private static final byte[] SET = new Zip()
            .with("a.png", TinyFilm.png(51))
            .with("b.png", TinyFilm.png(52))
            .bytes();

    @Inject
    Studio studio;

    @Inject
    ChassisConfig config;

    @Test
    void aMediumThatTookTheServiceDownTwiceIsLeftOutAndTheOthersAreTaken() throws IOException {
        FilmId film = FilmId.fresh();
        markAsBegun(film, "n000001", 2);

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.media()).isOne();
        assertThat(outcome.warnings()).contains("a.png: it took the service down 2 times and was left out");
    }

    @Test
    void aMediumThatTookItDownOnceIsTriedAgain() throws IOException {
        FilmId film = FilmId.fresh();
        markAsBegun(film, "n000001", 1);

        assertThat(imported(film).media()).isEqualTo(2);
    }

    /// As a service that was killed in the midst of it leaves it behind.
    private void markAsBegun(FilmId film, String medium, int times) throws IOException {
        Path notes = Files.createDirectories(
                config.folder().resolve("ingest-service").resolve(film.value()).resolve("clips"));
        Files.write(notes.resolve(medium + ".begun"), new byte[times]);
    }

    private FilmOutcome.Imported imported(FilmId film) {
        studio.announce(studio.stored(studio.project("p"), film, SET, "set.zip"));
        return (FilmOutcome.Imported) studio.outcome(film);
    }
}
