package genga.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;

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
import genga.store.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tus protocol over real connections, some of which break.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class UploadTest {

    private static final byte[] FILM = new byte[3_000_000];

    static {
        new Random(7).nextBytes(FILM);
    }

    private final Story story = new Story();

    @Inject
    ReadModel readModel;

    @Inject
    Films films;

    @Inject
    ObjectStore store;

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
    void aFilmComesInPartsAndIsAnnouncedWithItsLastByte() throws Exception {
        String upload = tus.create("\u00e9t\u00e9.mkv", FILM.length);

        HttpResponse<String> first = tus.patch(upload, 0, part(0, 1_000_000));
        HttpResponse<String> last = tus.patch(upload, 1_000_000, part(1_000_000, FILM.length));

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("Upload-Offset")).hasValue("1000000");
        assertThat(first.headers().firstValue("Genga-Film")).isEmpty();
        assertThat(last.statusCode()).isEqualTo(204);
        FilmId film = new FilmId(last.headers().firstValue("Genga-Film").orElseThrow());
        assertThat(store.find(ObjectKeys.filmSource(film)).orElseThrow().sha256())
                .isEqualTo(Sha256.of(FILM));
        assertThat(films.find(film.value()).orElseThrow().uploaded().name()).isEqualTo("\u00e9t\u00e9.mkv");
        assertThat(announced(film)).hasSize(1);
        assertThat(tus.head(upload).headers().firstValue("Genga-Film")).hasValue(film.value());
        assertThat(tus.offset(upload)).isEqualTo(FILM.length);
    }

    @Test
    void aBrokenConnectionKeepsWhatHasArrivedAndTheRestFollows() throws Exception {
        String upload = tus.create("film.mkv", FILM.length);

        try (TusClient.HalfSent half = tus.hang(upload, 0, FILM.length, part(0, 700_000))) {
            tus.awaitOffset(upload, 700_000);
            half.close();
        }
        long arrived = tus.offset(upload);
        HttpResponse<String> rest = tus.patch(upload, arrived, part((int) arrived, FILM.length));

        assertThat(arrived).isEqualTo(700_000);
        assertThat(rest.statusCode()).isEqualTo(204);
        FilmId film = new FilmId(rest.headers().firstValue("Genga-Film").orElseThrow());
        assertThat(store.find(ObjectKeys.filmSource(film)).orElseThrow().sha256())
                .isEqualTo(Sha256.of(FILM));
    }

    @Test
    void whoKnowsTheOffsetTakesOverFromAConnectionThatHangs() throws Exception {
        String upload = tus.create("film.mkv", FILM.length);

        try (TusClient.HalfSent hanging = tus.hang(upload, 0, FILM.length, part(0, 500_000))) {
            tus.awaitOffset(upload, 500_000);
            HttpResponse<String> rest = tus.patch(upload, 500_000, part(500_000, FILM.length));
            hanging.send(part(500_000, 600_000));

            assertThat(rest.statusCode()).isEqualTo(204);
            FilmId film = new FilmId(rest.headers().firstValue("Genga-Film").orElseThrow());
            assertThat(store.find(ObjectKeys.filmSource(film)).orElseThrow().sha256())
                    .isEqualTo(Sha256.of(FILM));
        }
    }

    @Test
    void aWrongOffsetChangesNothing() throws Exception {
        String upload = tus.create("film.mkv", 10);
        tus.patch(upload, 0, new byte[4]);

        HttpResponse<String> again = tus.patch(upload, 0, new byte[4]);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Upload-Offset: expected 4, up to where bytes have arrived, got 0");
        assertThat(tus.offset(upload)).isEqualTo(4);
    }

    @Test
    void bytesThatHashToSomethingElseAreNotKept() throws Exception {
        String upload = tus.create("film.mkv", 10);
        byte[] bytes = {1, 2, 3, 4};
        String wrong = "sha256 " + Base64.getEncoder().encodeToString(new byte[32]);
        String right = "sha1 "
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));

        HttpResponse<String> refused = tus.patch(upload, 0, bytes, "Upload-Checksum", wrong);
        long between = tus.offset(upload);
        HttpResponse<String> taken = tus.patch(upload, 0, bytes, "Upload-Checksum", right);

        assertThat(refused.statusCode()).isEqualTo(460);
        assertThat(refused.body()).contains("\"title\":\"Checksum Mismatch\"");
        assertThat(between).isZero();
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(tus.offset(upload)).isEqualTo(4);
        assertThat(tus.patch(upload, 4, bytes, "Upload-Checksum", "md5 AA==").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPartWithAChecksumThatBreaksOffIsNotKept() throws Exception {
        String upload = tus.create("film.mkv", FILM.length);
        tus.patch(upload, 0, part(0, 1000));

        try (TusClient.HalfSent half =
                tus.hang(upload, 1000, FILM.length - 1000, part(1000, 500_000), "Upload-Checksum: sha1 AAAA")) {
            awaitFile(config.uploads().folder().resolve(upload.substring("/v1/uploads/".length()) + ".mark"));
            half.close();
        }
        HttpResponse<String> rest = tus.patch(upload, 1000, part(1000, FILM.length));

        assertThat(rest.statusCode()).isEqualTo(204);
        FilmId film = new FilmId(rest.headers().firstValue("Genga-Film").orElseThrow());
        assertThat(store.find(ObjectKeys.filmSource(film)).orElseThrow().sha256())
                .isEqualTo(Sha256.of(FILM));
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() throws Exception {
        HttpResponse<String> whole = tus.createWith("film.mkv", 5, new byte[] {1, 2, 3, 4, 5});

        assertThat(whole.statusCode()).isEqualTo(201);
        assertThat(whole.headers().firstValue("Upload-Offset")).hasValue("5");
        assertThat(whole.headers().firstValue("Genga-Film")).isPresent();
    }

    @Test
    void anUploadThatWasEndedIsGone() throws Exception {
        String upload = tus.create("film.mkv", 10);
        tus.patch(upload, 0, new byte[4]);

        assertThat(tus.delete(upload).statusCode()).isEqualTo(204);

        assertThat(tus.head(upload).statusCode()).isEqualTo(404);
        assertThat(tus.patch(upload, 4, new byte[6]).statusCode()).isEqualTo(404);
        assertThat(tus.delete(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void theServerSaysWhatItCan() throws Exception {
        HttpResponse<String> options = tus.options();

        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Tus-Version")).hasValue("1.0.0");
        assertThat(options.headers().firstValue("Tus-Resumable")).hasValue("1.0.0");
        assertThat(options.headers().firstValue("Tus-Extension"))
                .hasValue("creation,creation-with-upload,termination,checksum");
        assertThat(options.headers().firstValue("Tus-Max-Size")).hasValue("68719476736");
    }

    @Test
    void whatIsNotTusIsRefused() throws Exception {
        String upload = tus.create("film.mkv", 10);

        assertThat(tus.createRaw("0.2.2", "10", "filename YQ==").statusCode()).isEqualTo(412);
        assertThat(tus.createRaw("1.0.0", "many", "filename YQ==").statusCode()).isEqualTo(400);
        assertThat(tus.createRaw("1.0.0", "0", "filename YQ==").statusCode()).isEqualTo(400);
        assertThat(tus.createRaw("1.0.0", "68719476737", "filename YQ==").statusCode())
                .isEqualTo(413);
        assertThat(tus.createRaw("1.0.0", "10", "filename %%%").statusCode()).isEqualTo(400);
        assertThat(tus.createRaw("1.0.0", "10", "filename /w==").body()).contains("no Base64 of UTF-8");
        assertThat(tus.createRaw("1.0.0", "10", "other YQ==").body()).contains("no filename among its keys");
        assertThat(tus.patch(upload, 0, new byte[11]).statusCode()).isEqualTo(413);
        assertThat(tus.patch("/v1/uploads/film-none", 0, new byte[1]).statusCode())
                .isEqualTo(404);
        assertThat(tus.patch("/v1/uploads/..%2Fread-model", 0, new byte[1]).statusCode())
                .isEqualTo(404);
        assertThat(tus.patchAs("text/plain", upload, new byte[1]).statusCode()).isEqualTo(415);
    }

    private static void awaitFile(Path file) {
        Instant end = Instant.now().plusSeconds(20);
        while (!Files.exists(file) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(file).exists();
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(FILM, from, to);
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
