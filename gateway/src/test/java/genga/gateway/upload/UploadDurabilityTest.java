package genga.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.gateway.GatewayConfig;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.Films;
import genga.gateway.readmodel.ReadModel;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is on the disk when the gateway comes up again after a kill.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class UploadDurabilityTest {

    private final Story story = new Story();

    @Inject
    ReadModel readModel;

    @Inject
    Films films;

    @Inject
    ObjectStore store;

    @Inject
    ObjectMapper json;

    @Inject
    Uploads uploads;

    @Inject
    GatewayConfig config;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    @TestHTTPResource("/")
    URI address;

    private TusClient tus;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
        tus = new TusClient(address, story.project);
    }

    @Test
    void whatAKillLeftWholeBecomesOneFilmHoweverOftenItIsFinished() throws Exception {
        FilmId film = FilmId.fresh();
        leaveBehind(order(film, 4), new byte[] {1, 2, 3, 4});

        uploads.tend();
        leaveBehind(order(film, 4), new byte[] {1, 2, 3, 4});
        uploads.tend();

        assertThat(films.of(story.project.value())).hasSize(1);
        assertThat(announced(film)).hasSize(1);
        assertThat(file(film, ".data")).doesNotExist();
    }

    @Test
    void whatAKillLeftUnfinishedGoesOnWhereTheDiskStands() throws Exception {
        FilmId film = FilmId.fresh();
        leaveBehind(order(film, 6), new byte[] {1, 2, 3, 4});
        Files.writeString(file(film, ".mark"), "2");
        String upload = "/v1/uploads/" + film;

        long stands = tus.offset(upload);
        HttpResponse<String> rest = tus.patch(upload, 2, new byte[] {3, 4, 5, 6});

        assertThat(stands).isEqualTo(2);
        assertThat(rest.headers().firstValue("Genga-Film")).hasValue(film.value());
        assertThat(store.read(store.find(ObjectKeys.filmSource(film)).orElseThrow()))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatNobodyWentOnWithForAWeekIsRemoved() throws Exception {
        FilmId old = FilmId.fresh();
        FilmId young = FilmId.fresh();
        leaveBehind(order(old, 6), new byte[4]);
        leaveBehind(order(young, 6), new byte[4]);
        Files.setLastModifiedTime(
                file(old, ".data"), FileTime.from(Instant.now().minus(8, ChronoUnit.DAYS)));

        uploads.tend();

        assertThat(tus.head("/v1/uploads/" + old).statusCode()).isEqualTo(404);
        assertThat(file(old, ".data")).doesNotExist();
        assertThat(tus.offset("/v1/uploads/" + young)).isEqualTo(4);
    }

    private String order(FilmId film, long length) {
        return "{\"film\":\"%s\",\"project\":\"%s\",\"triggerPhrase\":\"Lantern style.\",\"name\":\"a.mkv\",\"length\":%d,\"metadata\":\"filename YQ==\"}"
                .formatted(film, story.project, length);
    }

    private void leaveBehind(String order, byte[] data) throws IOException {
        FilmId film = new FilmId(json.readTree(order).get("film").asText());
        Files.createDirectories(config.uploads().folder());
        Files.write(file(film, ".data"), data);
        Files.write(file(film, ".json"), order.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(FilmId film, String ending) {
        return config.uploads().folder().resolve(film + ending);
    }

    /// Event names under which a film was announced; the same name twice is one fact.
    private List<String> announced(FilmId film) {
        return broker.<Fact>sink("facts").received().stream()
                .map(message -> message.getPayload())
                .filter(fact -> fact instanceof FilmUploaded && fact.key().equals(film.value()))
                .map(fact -> fact.header().event())
                .distinct()
                .toList();
    }
}
