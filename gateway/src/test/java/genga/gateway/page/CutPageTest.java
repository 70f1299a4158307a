package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Verdict;
import genga.curation.shot.ScoresDocument;
import genga.curation.shot.ShotScores;
import genga.curation.shot.TimeBase;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.store.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The cuts of a film of 300 frames at 24 a second: a hard one at 100, a softer one at 200.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class CutPageTest extends Browsing {

    private final Story story = new Story();

    @Inject
    ObjectMapper json;

    @BeforeEach
    void openTheCuts() throws JsonProcessingException {
        tell(story.defined());
        tell(story.uploaded());
        List<ShotScores.Row> rows =
                IntStream.range(0, 300).mapToObj(CutPageTest::row).toList();
        ShotScores scores = new ShotScores(new TimeBase(1, 24), new FrameRate(24, 1), 300, rows);
        store.put(
                ObjectKeys.filmScores(story.film),
                json.writeValueAsBytes(ScoresDocument.of(scores, "")),
                ContentType.JSON);
        Footage footage = new Footage(story);
        picture(footage.clip(0, 98, 65, 2, new Verdict.Kept()), 1);
        picture(footage.clip(102, 198, 64, 2, new Verdict.Kept()), 2);
        picture(footage.clip(202, 300, 65, 2, new Verdict.Kept()), 3);
        footage.facts().forEach(readModel::apply);
        tell(story.ended());
        visit(story, "films/" + story.film);
        assertThat(page.getByText("These are the cuts in force.")).isVisible();
    }

    @Test
    void aMovedThresholdShowsWhatWouldBeCutAnew() {
        page.getByLabel("Least change").fill("30");
        page.getByLabel("Least change").press("Enter");

        assertThat(page.getByText("1 new clip will be cut, 2 clips withdrawn, 1 stays unchanged."))
                .isVisible();
        given().get("/v1/films/%s/shots".formatted(story.film))
                .then()
                .body("current.from", equalTo(List.of(0, 102, 202)));
    }

    @Test
    void aShotIsSplitAtThePlayheadAndTheCutsPutInForce() {
        page.getByLabel("Cuts over time").focus();
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("s");
        assertThat(page.getByText("2 new clips will be cut, 1 clip withdrawn, 2 stay unchanged."))
                .isVisible();

        button("Apply cuts").click();

        assertThat(page.getByText("These are the cuts in force.")).isVisible();
        given().get("/v1/films/%s/shots".formatted(story.film))
                .then()
                .body("current.from", equalTo(List.of(0, 24, 102, 202)));
    }

    @Test
    void whatWasDoneIsUndone() {
        page.getByLabel("Cuts over time").focus();
        page.keyboard().press("m");
        assertThat(page.getByText("1 new clip will be cut, 2 clips withdrawn, 1 stays unchanged."))
                .isVisible();

        page.keyboard().press("Control+z");

        assertThat(page.getByText("These are the cuts in force.")).isVisible();
    }

    private void picture(ClipId clip, int shot) {
        store.put("clips/" + clip + "/poster.jpg", TestFilm.poster(shot), ContentType.JPEG);
        store.put("clips/" + clip + "/preview.mp4", film(), ContentType.MP4);
    }

    private static ShotScores.Row row(int frame) {
        float content = frame == 100 ? 80 : frame == 200 ? 20 : 1;
        return new ShotScores.Row(
                frame,
                new ShotScores.Change(content, 1, 1, 0.5f),
                new ShotScores.Tone(120, 40),
                ShotScores.Rebound.NONE);
    }
}
