package genga.gateway.clip;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipRuled;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Ruling;
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
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Studio.class)
class RulingTest {

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
    void aPersonsRulingWinsUntilItIsTakenBack() {
        ClipId clip = footage.clip(0, 72, 48, 0.1, new Verdict.TooStatic(0.1, 0.3));
        footage.facts().forEach(readModel::apply);

        rule(clip, "KEEP").body("standing", equalTo("Kept")).body("ruling", equalTo("KEEP"));
        footage.clip(0, 72, 48, 0.1, new Verdict.TooStatic(0.1, 0.5));
        footage.facts().forEach(readModel::apply);

        given().get("/v1/clips/" + clip)
                .then()
                .body("standing", equalTo("Kept"))
                .body("verdict.floor", equalTo(0.5f));
        rule(clip, "REJECT").body("standing", equalTo("Rejected"));
        rule(clip, "AS_SCREENED").body("standing", equalTo("TooStatic")).body("ruling", nullValue());
        assertThat(sent(ClipRuled.class, clip).stream().map(ClipRuled::ruling))
                .containsExactly(Ruling.KEEP, Ruling.REJECT, Ruling.AS_SCREENED);
    }

    @Test
    void aClipKeptByRulingIsToBeCaptionedAndTheRequestIsNamedAsIngestNamesIt() {
        ClipId clip = footage.clip(0, 72, 48, 0.1, new Verdict.TooStatic(0.1, 0.3));
        footage.facts().forEach(readModel::apply);

        rule(clip, "KEEP");

        assertThat(sent(CaptionRequested.class, clip)).singleElement().satisfies(request -> {
            assertThat(request.header().event())
                    .isEqualTo(FactHeader.of(Instant.EPOCH, "CaptionRequested", clip)
                            .event());
            assertThat(request.video().key()).isEqualTo("clips/" + clip + "/clip.mp4");
            assertThat(request.triggerPhrase().text()).isEqualTo("Lantern style.");
        });
    }

    @Test
    void aClipThatHasACaptionIsNotCaptionedAgain() {
        ClipId clip = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        footage.captioned(clip);
        footage.facts().forEach(readModel::apply);

        rule(clip, "KEEP");

        assertThat(sent(CaptionRequested.class, clip)).isEmpty();
    }

    @Test
    void manyClipsAreRuledInOneCall() {
        List<ClipId> clips = IntStream.range(0, 300)
                .mapToObj(i -> footage.clip(i * 100, i * 100 + 72, 48, 2, new Verdict.Kept()))
                .toList();
        footage.facts().forEach(readModel::apply);

        ruleAll("REJECT", names(clips)).statusCode(200).body("ruled", equalTo(300));

        given().get("/v1/projects/" + story.project).then().body("clips.Rejected", equalTo(300));
        assertThat(sent(ClipRuled.class, clips.get(299))).hasSize(1);
    }

    @Test
    void oneUnknownClipMeansThatNoneIsRuled() {
        ClipId clip = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);

        ruleAll("REJECT", names(List.of(clip, new ClipId("clip-of-another"))))
                .statusCode(400)
                .body("field", equalTo("clips[1]"))
                .body("found", equalTo("'clip-of-another'"));

        assertThat(sent(ClipRuled.class, clip)).isEmpty();
    }

    @Test
    void aRulingThatIsNoneIsRefused() {
        ClipId clip = footage.clip(0, 72, 48, 2, new Verdict.Kept());
        footage.facts().forEach(readModel::apply);

        ruleAll("REJECT", "").statusCode(400).body("field", equalTo("clips"));
        ruleAll("REJECT", "null").statusCode(400).body("field", equalTo("clips[0]"));
        ruleAll("PERHAPS", names(List.of(clip))).statusCode(400).body("field", equalTo("ruling"));
        given().contentType("application/json")
                .body("{}")
                .put("/v1/clips/{clip}/ruling", clip.value())
                .then()
                .statusCode(400)
                .body("field", equalTo("ruling"));
        rule(new ClipId("clip-x"), "KEEP").statusCode(404);
        String many =
                IntStream.range(0, 10_001).mapToObj(i -> "\"clip-" + i + "\"").collect(Collectors.joining(","));
        ruleAll("KEEP", many).statusCode(400).body("expected", equalTo("1 to 10000 clips"));
    }

    private static String names(List<ClipId> clips) {
        return clips.stream().map(clip -> "\"" + clip + "\"").collect(Collectors.joining(","));
    }

    private ValidatableResponse ruleAll(String ruling, String clips) {
        return given().contentType("application/json")
                .body("{\"ruling\": \"%s\", \"clips\": [%s]}".formatted(ruling, clips))
                .post("/v1/projects/{project}/rulings", story.project.value())
                .then();
    }

    private static ValidatableResponse rule(ClipId clip, String ruling) {
        return given().contentType("application/json")
                .body("{\"ruling\": \"%s\"}".formatted(ruling))
                .put("/v1/clips/{clip}/ruling", clip.value())
                .then();
    }

    private <F extends Fact> List<F> sent(Class<F> type, ClipId clip) {
        return broker.<Fact>sink("facts").received().stream()
                .map(message -> message.getPayload())
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fact -> fact.key().equals(clip.value()))
                .toList();
    }
}
