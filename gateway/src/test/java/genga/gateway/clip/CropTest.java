package genga.gateway.clip;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import genga.contracts.fact.Fact;
import genga.contracts.fact.StillRequested;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stills have 1920x1040 pixels.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class CropTest {

    private final Story story = new Story();
    private final Footage footage = new Footage(story);

    @Inject
    ReadModel readModel;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    @BeforeEach
    void tell() {
        readModel.apply(story.defined());
    }

    @Test
    void aCropIsAskedForOnceAndIsThereWhenIngestMadeIt() {
        ClipId still = footage.still(20, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);
        ClipId made = still.cropped(new Crop(100, 50, 768, 768));

        crop(still, "{\"x\": 100, \"y\": 50, \"width\": 768, \"height\": 768}")
                .statusCode(202)
                .body("clip", equalTo(made.value()));
        readModel.apply(footage.cut(made, Medium.STILL, 20, 20, 1));

        crop(still, "{\"x\": 100, \"y\": 50, \"width\": 768, \"height\": 768}")
                .statusCode(200)
                .body("medium", equalTo("STILL"));
        assertThat(broker.<Fact>sink("facts").received().stream()
                        .map(message -> message.getPayload())
                        .filter(fact -> fact.key().equals(made.value())))
                .singleElement()
                .isInstanceOfSatisfying(StillRequested.class, wanted -> {
                    assertThat(wanted.from().clip()).isEqualTo(still);
                    assertThat(wanted.crop()).isEqualTo(new Crop(100, 50, 768, 768));
                });
    }

    @Test
    void onlyPartsOfWholeStillsCanBeCropped() {
        ClipId still = footage.still(20, new Verdict.Kept());
        ClipId clip = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);
        ClipId made = still.cropped(new Crop(0, 0, 768, 768));
        readModel.apply(footage.cut(made, Medium.STILL, 20, 20, 1));

        crop(clip, "{\"x\": 0, \"y\": 0, \"width\": 64, \"height\": 64}")
                .statusCode(400)
                .body("found", equalTo("a clip that moves"));
        crop(made, "{\"x\": 0, \"y\": 0, \"width\": 64, \"height\": 64}")
                .statusCode(400)
                .body("found", equalTo("a still that is a crop itself"));
        crop(still, "{\"x\": 1900, \"y\": 0, \"width\": 64, \"height\": 64}")
                .statusCode(400)
                .body("expected", containsString("1920x1040"))
                .body("found", equalTo("64x64 at 1900,0"));
        crop(still, "{\"x\": 0, \"y\": 0, \"width\": 8, \"height\": 64}").statusCode(400);
        crop(still, "").statusCode(400).body("field", equalTo("body"));
        crop(new ClipId("clip-x"), "{\"x\": 0, \"y\": 0, \"width\": 64, \"height\": 64}")
                .statusCode(404);
    }

    private static ValidatableResponse crop(ClipId clip, String part) {
        return given().contentType("application/json")
                .body(part)
                .post("/v1/clips/{clip}/crops", clip.value())
                .then();
    }
}
