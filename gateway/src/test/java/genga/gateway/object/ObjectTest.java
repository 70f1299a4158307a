package genga.gateway.object;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import genga.gateway.Studio;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class ObjectTest {

    private static final String CLIP = "clips/clip-x-0001/clip.mp4";

    @Inject
    ObjectStore store;

    @BeforeEach
    void putClip() {
        store.put(CLIP, "0123456789".getBytes(StandardCharsets.US_ASCII), ContentType.MP4);
    }

    @Test
    void aWholeObjectComesWithItsTypeLengthAndTag() {
        String tag = '"' + store.find(CLIP).orElseThrow().sha256() + '"';

        given().get("/v1/objects/" + CLIP)
                .then()
                .statusCode(200)
                .contentType("video/mp4")
                .header("Content-Length", "10")
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .body(equalTo("0123456789"));
        given().header("If-None-Match", tag).get("/v1/objects/" + CLIP).then().statusCode(304);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123, bytes 0-3/10",
        "bytes=4-, 456789, bytes 4-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=8-200, 89, bytes 8-9/10"
    })
    void aRangeGivesThosePartsOnly(String range, String expected, String described) {
        given().header("Range", range)
                .get("/v1/objects/" + CLIP)
                .then()
                .statusCode(206)
                .header("Content-Range", described)
                .header("Content-Length", String.valueOf(expected.length()))
                .body(equalTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=11-20", "bytes=-0"})
    void bytesBehindTheEndCannotBeHad(String range) {
        given().header("Range", range)
                .get("/v1/objects/" + CLIP)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=3-1", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", "bytes=-"})
    void aRangeThatIsNoneGivesTheWhole(String range) {
        given().header("Range", range)
                .get("/v1/objects/" + CLIP)
                .then()
                .statusCode(200)
                .body(equalTo("0123456789"));
    }

    @Test
    void aRangeOfAnOlderVersionGivesTheWholeNewOne() {
        given().header("Range", "bytes=0-3")
                .header("If-Range", "\"old\"")
                .get("/v1/objects/" + CLIP)
                .then()
                .statusCode(200)
                .body(equalTo("0123456789"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "films/film-x/source",
                "works/ingest/film-x/order.json",
                "latents/x.safetensors",
                "clips/../films/film-x/source",
                "clips/%2e%2e/films/film-x/source",
                "clips/..%2ffilms/film-x/source",
                "clips//clip.mp4",
                "clips/.hidden",
                "clips/nothing-here.mp4",
                "/etc/passwd"
            })
    void whatIsNotForPeopleIsNotFound(String key) {
        store.put("films/film-x/source", new byte[] {1}, ContentType.BINARY);

        given().urlEncodingEnabled(false).get("/v1/objects/" + key).then().statusCode(404);
    }
}
