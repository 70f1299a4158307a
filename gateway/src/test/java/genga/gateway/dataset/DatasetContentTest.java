package genga.gateway.dataset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two kept clips, a clip that is too static, a still inside the first clip and one between shots; all have captions.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class DatasetContentTest {

    private static final String STILLS =
            "{\"width\": 768, \"height\": 768, \"targetFrames\": [1], \"medium\": \"STILL\"}";
    private static final String CLIPS =
            "{\"width\": 144, \"height\": 80, \"targetFrames\": [1, 17], \"extraction\": \"uniform\", \"samples\": 2}";

    private final Story story = new Story();
    private final String path = "/v1/projects/" + story.project;
    private ClipId first;
    private ClipId calm;
    private ClipId inside;
    private ClipId between;

    @Inject
    ReadModel readModel;

    @Inject
    ObjectStore store;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
        readModel.apply(story.uploaded());
        Footage footage = new Footage(story);
        first = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        ClipId second = footage.clip(100, 172, 48, 2, new Verdict.Kept());
        calm = footage.clip(200, 272, 48, 0.1, new Verdict.TooStatic(0.1, 0.3));
        inside = footage.still(20, new Verdict.Kept());
        between = footage.still(90, new Verdict.Kept());
        List.of(first, second, calm, inside, between).forEach(footage::captioned);
        footage.facts().forEach(readModel::apply);
    }

    @Test
    void withoutAPartOfStillsStillsAreLeftOut() {
        freeze("{\"parts\": [%s]}".formatted(CLIPS)).statusCode(201).body("clips", equalTo(2));
        freeze("{\"parts\": [%s, %s]}".formatted(CLIPS, STILLS)).statusCode(201).body("clips", equalTo(4));
        freeze("{\"parts\": [%s]}".formatted(STILLS)).statusCode(201).body("clips", equalTo(2));
    }

    @Test
    void aPersonsRulingCountsAsTheVerdictDoes() {
        rule(calm, "KEEP");
        rule(first, "REJECT");

        freeze("{\"parts\": [%s]}".formatted(CLIPS)).statusCode(201).body("clips", equalTo(2));

        rule(calm, "AS_SCREENED");
        freeze("{\"parts\": [%s]}".formatted(CLIPS)).statusCode(201).body("clips", equalTo(1));
    }

    @Test
    void stillsOfShotsThatAreInTheDatasetCanBeLeftOut() throws IOException {
        String dataset = freeze("{\"parts\": [%s, %s], \"stillsFromOtherShots\": true}".formatted(CLIPS, STILLS))
                .statusCode(201)
                .body("clips", equalTo(3))
                .extract()
                .path("dataset");

        String manifest = new String(
                store.read(store.find("datasets/" + dataset + "/manifest.json").orElseThrow()), StandardCharsets.UTF_8);
        assertThat(manifest).contains(between.value()).doesNotContain(inside.value());
    }

    @Test
    void thePartsInForceAreTheDefault() {
        given().contentType("application/json")
                .body("{\"parts\": [%s]}".formatted(STILLS))
                .put(path + "/screening")
                .then()
                .statusCode(200);

        freeze("{}").statusCode(201).body("clips", equalTo(2)).body("parts[0].medium", equalTo("STILL"));
    }

    @Test
    void partsThatNothingSuitsAreAConflict() {
        rule(inside, "REJECT");
        rule(between, "REJECT");

        freeze("{\"parts\": [%s]}".formatted(STILLS))
                .statusCode(409)
                .body("found", equalTo("none of the medium that the parts are made of"));
    }

    @Test
    void anExportHoldsWhatIsKeptWithItsCaptionsAndSaysHowToTrainOnIt() throws IOException {
        given().contentType("application/json")
                .body("{\"parts\": [%s, %s]}".formatted(CLIPS, STILLS))
                .put(path + "/screening")
                .then()
                .statusCode(200);
        for (ClipId clip : List.of(first, ClipId.of(story.film, new genga.contracts.vocabulary.FrameRange(100, 172)))) {
            store.put(
                    ObjectKeys.clipVideo(clip, "mp4"),
                    ("video of " + clip).getBytes(StandardCharsets.UTF_8),
                    ContentType.MP4);
        }
        for (ClipId still : List.of(inside, between)) {
            store.put(
                    ObjectKeys.still(still, "png"),
                    ("picture of " + still).getBytes(StandardCharsets.UTF_8),
                    ContentType.PNG);
        }

        byte[] zip = given().get(path + "/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", equalTo("attachment; filename=\"%s.zip\"".formatted(story.project)))
                .extract()
                .asByteArray();

        Map<String, String> files = unpacked(zip);
        assertThat(files).hasSize(9);
        assertThat(files).containsEntry("clips/" + first + ".mp4", "video of " + first);
        assertThat(files).containsEntry("clips/" + first + ".txt", "Lantern style. A wide shot, calm.\n");
        assertThat(files).containsEntry("stills/" + between + ".png", "picture of " + between);
        assertThat(files.get("dataset.toml"))
                .contains("""
                        [[datasets]]
                        video_directory = "clips"
                        target_frames = [1, 17]
                        frame_extraction = "uniform"
                        frame_sample = 2
                        cache_directory = "cache/part-1"
                        resolution = [144, 80]
                        num_repeats = 1

                        [[datasets]]
                        image_directory = "stills"
                        cache_directory = "cache/part-2"
                        resolution = [768, 768]
                        """)
                .contains("caption_extension = \".txt\"")
                .doesNotContain("source_fps");
    }

    @Test
    void anExportOfNothingIsAConflict() {
        Story empty = new Story();
        readModel.apply(empty.defined());

        given().get("/v1/projects/" + empty.project + "/export").then().statusCode(409);
        given().get("/v1/projects/project-none/export").then().statusCode(404);
    }

    private static Map<String, String> unpacked(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private ValidatableResponse freeze(String order) {
        return given().contentType("application/json")
                .body(order)
                .post(path + "/datasets")
                .then();
    }

    private static void rule(ClipId clip, String ruling) {
        given().contentType("application/json")
                .body("{\"ruling\": \"%s\"}".formatted(ruling))
                .put("/v1/clips/{clip}/ruling", clip.value())
                .then()
                .statusCode(200);
    }
}
