package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// A person goes through the clips of a film: six, of which the fifth is too static and the sixth too short.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ClipReviewTest extends Browsing {

    @Test
    void oneKindOfClipCanBeSeenAlone() {
        visit(filmStory(), "clips");

        button("Too static 1").click();

        assertThat(page.locator("clip-tile")).hasCount(1);
    }

    @Test
    void aKeyRulesOnTheClipThatIsLookedAtAndGoesOnToTheNext() {
        Story story = filmStory();
        visit(story, "clips");
        page.locator("clip-tile").first().click();

        page.keyboard().press("x");

        assertThat(tile(1)).containsText("Rejected, decided by a person");
        assertThat(page.locator("clip-tile[active]")).containsText("Shot 2");
        given().get("/v1/clips/" + story.clip(1)).then().body("ruling", equalTo("REJECT"));
    }

    @Test
    void aRulingIsTakenBack() {
        Story story = filmStory();
        visit(story, "clips");
        page.locator("clip-tile").first().click();
        page.keyboard().press("x");
        assertThat(tile(1)).containsText("Rejected");

        page.keyboard().press("Control+z");

        assertThat(tile(1)).containsText("Kept");
        assertThat(tile(1)).not().containsText("decided by a person");
    }

    @Test
    void manyAreChosenWithABoxAndRuledOnAtOnce() {
        Story story = filmStory();
        visit(story, "clips");
        BoundingBox first = page.locator("clip-tile").nth(3).boundingBox();
        BoundingBox last = page.locator("clip-tile").nth(5).boundingBox();

        page.mouse().move(first.x + 20, first.y + 20);
        page.mouse().down();
        page.mouse().move(last.x + 20, last.y + 60, new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();

        assertThat(page.getByText("3 clips chosen")).isVisible();
        button("Keep").click();
        assertThat(tile(5)).containsText("Kept, decided by a person");
        given().get("/v1/clips/" + story.clip(6)).then().body("standing", equalTo("Kept"));
    }

    @Test
    void enterOpensTheClipWithItsReasonAndItsMeasures() {
        visit(filmStory(), "clips");
        page.locator("clip-tile").nth(4).click();

        page.keyboard().press("Enter");

        Locator view = page.locator("clip-view dialog");
        assertThat(view).containsText("Motion 0.05 is under 0.30.");
        assertThat(view.locator("measure-bars")).containsText("Sharpness");
        page.keyboard().press("k");
        assertThat(view).containsText("Shot 6");
        page.keyboard().press("Escape");
        assertThat(tile(5)).containsText("Kept, decided by a person");
    }

    @Test
    void ofThousandsOfClipsOnlyThoseInSightExistOnThePage() {
        Story story = new Story();
        tell(story.defined());
        tell(story.uploaded());
        Footage footage = new Footage(story);
        for (int clip = 0; clip < 3000; clip++) {
            footage.clip(clip * 100, clip * 100 + 72, 48, 2, new Verdict.Kept());
        }
        footage.facts().forEach(readModel::apply);
        forgive("404 (Not Found)");

        visit(story, "clips");

        assertThat(button("Kept 3,000")).isVisible();
        assertThat(page.locator("clip-tile").count()).isLessThan(100);
        page.locator("clip-tile").first().click();
        page.keyboard().press("End");
        assertThat(page.locator("clip-tile[active]")).containsText("Shot 3000");
    }

    private Locator tile(int shot) {
        return page.locator("clip-tile", new Page.LocatorOptions().setHasText("Shot " + shot));
    }
}
