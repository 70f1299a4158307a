package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.ingest.TinyFilm.Scene;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class CrashLoopTest {
    private static final byte[] FILM = TinyFilm.of(new Scene(48, 5));

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Test
    void aFilmThatTookTheServiceDownThreeTimesIsEndedAsFailed() {
        FilmOutcome outcome = outcomeAfter("{\"deaths\":2,\"done\":0,\"process\":\"one that is gone\"}");

        assertThat(((FilmOutcome.Failed) outcome).problem().sentence())
                .contains("expected a film that can be read to its end")
                .contains("got the service going down 3 times at the same place of it")
                .contains("convert it to MP4 with another program and upload that");
    }

    @Test
    void aFilmThatGetsFurtherEachTimeIsNotToBlame() {
        FilmOutcome outcome = outcomeAfter("{\"deaths\":2,\"done\":-1,\"process\":\"one that is gone\"}");

        assertThat(outcome).isInstanceOf(FilmOutcome.Ingested.class);
    }

    @Test
    void workThatWasPutDownInOrderIsNoCrash() {
        FilmOutcome outcome = outcomeAfter("{\"deaths\":2,\"done\":0,\"process\":\"\"}");

        assertThat(outcome).isInstanceOf(FilmOutcome.Ingested.class);
    }

    @Test
    void theCountIsGoneWhenTheFilmIsIn() {
        FilmUploaded film = studio.upload(FILM, "film.mp4");
        studio.end(film.film());

        studio.await(
                "the count is still there",
                () -> store.find(ObjectKeys.workAttempts(
                                "ingest-service", film.film().value()))
                        .isEmpty());
    }

    private FilmOutcome outcomeAfter(String attempt) {
        FilmId film = FilmId.fresh();
        store.put(
                ObjectKeys.workAttempts("ingest-service", film.value()),
                attempt.getBytes(StandardCharsets.UTF_8),
                ContentType.JSON);
        studio.announce(studio.stored(studio.project("p"), film, FILM, "film.mp4"));
        return studio.outcome(film);
    }
}
