package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import genga.gateway.Story;
import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of a run and of a render: what they ask at once, what is behind "More settings", and where a refusal
/// stands.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class SettingsPageTest extends Browsing {

    private static final String REFUSED = "400 (Bad Request)";

    @Test
    void aRenderSendsOnlyWhatIsSaid() throws IOException {
        Story story = wholeStory();
        visit(story, "renders");
        assertThat(field("Sampler")).isHidden();
        field("Prompt").fill("Rain on a tin roof.");

        JsonNode sent = sent("**/renders", "Render clip");

        assertThat(sent).isEqualTo(json("""
                {"prompt": "Rain on a tin roof.", "adapters": [{"run": "%s"}]}""".formatted(story.run)));
        assertThat(page.locator("render-card")).hasCount(2);
    }

    @Test
    void aRenderIsOrderedWithMoreSettings() throws IOException {
        Story story = wholeStory();
        visit(story, "renders");
        field("Prompt").fill("Rain on a tin roof.");
        moreSettings();
        field("Steps").fill("4");
        field("Sampler").selectOption("Euler");
        field("Schedule").selectOption("For distilled models");
        field("Timesteps").fill("1000, 750, 500, 250");
        page.locator("[name='adapters[0].to']").fill("0.5");
        button("Add an adapter").click();
        page.locator("[name='adapters[1].strength']").fill("-0.5");
        option("NAG").check();
        field("Tau").fill("3");
        option("Skip layers").check();
        field("Blocks").fill("1, 2");

        JsonNode sent = sent("**/renders", "Render clip");

        assertThat(sent).isEqualTo(json("""
                {"prompt": "Rain on a tin roof.", "steps": 4, "sampler": "euler",
                 "schedule": {"name": "distill", "timesteps": [1000, 750, 500, 250]},
                 "adapters": [{"run": "RUN", "to": 0.5}, {"run": "RUN", "strength": -0.5}],
                 "nag": {"tau": 3}, "skipLayers": {"blocks": [1, 2]}}""".replace("RUN", story.run.value())));
        assertThat(page.locator("render-card").first()).containsText("NAG · skipped layers");
        assertThat(page.locator("summary")).hasText("More settings, 11 set");
    }

    @Test
    void aRefusalStandsBesideTheFieldItNames() {
        visit(wholeStory(), "renders");
        field("Prompt").fill("Rain.");
        moreSettings();
        field("Schedule").selectOption("ComfyUI");
        page.locator("summary").click();
        forgive(REFUSED);

        button("Render clip").click();

        assertThat(beside("schedule.name"))
                .containsText("Expected wan-unipc, kijai, diffusers-unipc or a list that begins below pure noise");
        assertThat(field("Schedule")).isFocused();
        assertThat(field("Schedule")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(1);
        photograph(page, "refusal", ColorScheme.LIGHT, 1280);
        field("Schedule").selectOption("Kijai");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void aRefusalOfNoFieldStandsAtTheFormsFoot() {
        visit(wholeStory(), "renders");
        field("Prompt").fill("Rain.");
        readModel.forget();
        forgive("404 (Not Found)");

        button("Render clip").click();

        assertThat(page.locator("render-form form > .error")).containsText("project: expected the id of a project");
    }

    @Test
    void aFieldThatTheBrowserFindsWrongIsUnfolded() {
        visit(wholeStory(), "renders");
        field("Prompt").fill("Rain.");
        moreSettings();
        field("Frames").fill("44");
        page.locator("summary").click();
        assertThat(field("Frames")).isHidden();

        button("Render clip").click();

        assertThat(field("Frames")).isFocused();
        assertThat(page.locator("render-card")).hasCount(1);
    }

    @Test
    void aRunIsOrderedWithMoreSettings() throws IOException {
        Story story = wholeStory();
        visit(story, "dataset");
        field("Steps").fill("20");
        moreSettings();
        field("Begin with").selectOption("paper-lanterns");
        field("Optimizer").selectOption("Prodigy, finds its own rate");
        assertThat(field("Learning rate")).hasAttribute("placeholder", "1");
        field("Curve").selectOption("Cosine");
        field("Warm-up steps").fill("5");
        field("Rate at the end").fill("0.1");
        field("Dropout").fill("0.2");
        field("Items a step").fill("2");
        field("Previews").fill("Rain.\n\nSnow.\n");

        JsonNode sent = sent("**/runs", "Start training");

        assertThat(sent).isEqualTo(json("""
                {"name": "paper-lanterns", "steps": 20, "startAdapter": {"run": "%s"}, "optimizer": {"name": "prodigy"},
                 "learningRateCourse": {"curve": "cosine", "warmup": 5, "floor": 0.1},
                 "regularising": {"networkDropout": 0.2}, "itemsPerStep": 2, "previews": ["Rain.", "Snow."]}\
                """.formatted(story.run)));
        assertThat(page.locator("run-card")).hasCount(2);
    }

    @Test
    void settingsThatClashAreRefusedBesideTheFirst() {
        visit(wholeStory(), "dataset");
        field("Steps").fill("20");
        moreSettings();
        field("Warm-up steps").fill("21");
        forgive(REFUSED);

        button("Start training").click();

        assertThat(beside("learningRateCourse.warmup"))
                .hasText("Expected at most the 20 steps of the run, got 21 and 0; correct the value.");
        assertThat(field("Warm-up steps")).isFocused();
    }

    /// Written to target/page for a person to look at, unfolded and with every option on.
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 400", "DARK, 400"})
    void nothingSticksOutOfTheUnfoldedForms(ColorScheme colours, int width) {
        Story story = wholeStory();
        try (Page sized =
                open(new Browser.NewPageOptions().setColorScheme(colours).setViewportSize(width, 900))) {
            sized.navigate("%s#/projects/%s/dataset".formatted(address, story.project));
            sized.locator("summary").click();
            photograph(sized, "run-form", colours, width);

            sized.navigate("%s#/projects/%s/renders".formatted(address, story.project));
            sized.locator("render-form summary").click();
            sized.getByText("Add an adapter").click();
            for (Locator option : sized.getByRole(AriaRole.SWITCH).all()) {
                option.check();
            }
            photograph(sized, "render-form", colours, width);
        }
    }

    /// Presses a button and says what the page then sent.
    private JsonNode sent(String address, String button) throws IOException {
        Request sent = page.waitForRequest(address, () -> button(button).click());
        return json(sent.postData());
    }

    private void moreSettings() {
        page.locator("summary").click();
    }

    private Locator field(String label) {
        return page.locator("form").getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private Locator option(String name) {
        return page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(name));
    }

    /// What is said of a field, which refers to it by this id.
    private Locator beside(String name) {
        return page.locator(".setting > p[id='%s-refused']".formatted(name));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
