package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Story;
import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A project from its beginning to its first render.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class PageTest extends Browsing {

    private static final List<String> SECTIONS = List.of("films", "clips", "stills", "screening", "dataset", "renders");

    @Test
    void aProjectIsBegunOnThePageAndAsksForAFilm() {
        page.navigate(address);
        page.getByLabel("Name").fill("Ink and rain");
        page.getByLabel("Trigger phrase").fill("Ink wash style");
        button("Create project").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ink and rain")))
                .isVisible();
        assertThat(page.getByText("Begin with a film")).isVisible();
        assertThat(button("Choose a film")).isVisible();
    }

    @Test
    void whatTheStudioRefusesIsSaidInItsOwnSentence() {
        page.navigate(address);
        page.getByLabel("Name").fill("Blank");
        page.getByLabel("Trigger phrase").fill("   ");
        button("Create project").click();

        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("trigger phrase must be one line of 1 to 100 characters");
        forgive("400 (Bad Request)");
    }

    @Test
    void factsAppearOnThePageAsTheyHappen() {
        Story story = new Story();
        tell(story.defined());
        tell(story.uploaded());
        visit(story, "films");
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        keepPictures(story, 1);
        tell(story.progressed(1));
        tell(story.cut(1));
        tell(story.screened(1, new Verdict.TooStatic(0.05, 0.3)));

        assertThat(page.locator("film-card")).containsText("cutting clips, 1 of 6");
        tab("Clips").click();
        assertThat(page.locator("clip-tile")).containsText("Too static");
    }

    @Test
    void theWholeJourneyIsThereAndTheRenderedClipPlays() {
        Story story = wholeStory();

        visit(story, "films");

        assertThat(page.locator("film-card")).containsText("4 of 6 clips");
        tab("Clips").click();
        assertThat(page.locator("clip-tile")).hasCount(6);
        tab("Dataset").click();
        assertThat(page.locator("run-card canvas")).isVisible();
        button("Write another prompt").click();
        assertThat(page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        Locator video = page.locator("render-card video");
        video.scrollIntoViewIfNeeded();
        page.waitForFunction("video => video.currentTime > 0.2", video.elementHandle());
        assertThat(video).hasJSProperty("muted", true);
        assertThat(video).hasJSProperty("loop", true);
    }

    @Test
    void theOneButtonFreezesTheDataset() {
        Story story = filmStory();
        visit(story, "dataset");

        button("Freeze dataset").click();

        assertThat(button("Encode dataset")).isVisible();
        assertThat(page.locator("dataset-card")).containsText("144 × 80, 17 frames");
    }

    /// Written to target/page for a person to look at; the test itself sees to it that nothing sticks out.
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 400", "DARK, 400"})
    void nothingSticksOutInAnyColourOrWidth(ColorScheme colours, int width) {
        Story story = wholeStory();
        try (Page sized =
                open(new Browser.NewPageOptions().setColorScheme(colours).setViewportSize(width, 900))) {
            sized.navigate(address);
            assertThat(sized.getByText("New project")).isVisible();
            photograph(sized, "list", colours, width);

            for (String section : SECTIONS) {
                sized.navigate("%s#/projects/%s/%s".formatted(address, story.project, section));
                assertThat(sized.locator("section-tabs [aria-current=page]"))
                        .containsText(section, new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true));
                sized.waitForLoadState();
                photograph(sized, section, colours, width);
            }
        }
    }
}
