package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import genga.gateway.Story;
import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// Thresholds are moved, and dataset parts put in force, with their effect in sight.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class ScreeningPageTest extends Browsing {

    @Test
    void aMovedThresholdSaysWhatItWouldKeepBeforeItIsApplied() {
        Story story = filmStory();
        visit(story, "screening");
        Locator line = page.getByLabel("Motion: too static under");
        assertThat(page.getByText("4 kept with these thresholds.")).isVisible();

        line.focus();
        for (int step = 0; step < 40; step++) {
            line.press("ArrowRight");
        }

        assertThat(page.getByText("Would keep 0, now 4")).isVisible();
        given().get("/v1/projects/%s/screening".formatted(story.project))
                .then()
                .body("thresholds.motion.least", equalTo(0.3f));
        button("Apply").click();
        assertThat(page.getByText("4 kept with these thresholds.")).isVisible();
        given().get("/v1/projects/%s/screening".formatted(story.project))
                .then()
                .body("thresholds.motion.least", equalTo(2.3f));
    }

    @Test
    void aChangeOfMindLeavesEverythingAsItWas() {
        visit(filmStory(), "screening");
        Locator field = page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("dark under"));
        field.fill("200");
        field.press("Enter");
        assertThat(page.getByText("Would keep 0, now 4")).isVisible();

        button("Discard changes").click();

        assertThat(page.getByText("4 kept with these thresholds.")).isVisible();
        assertThat(field).hasValue("12");
    }
}
