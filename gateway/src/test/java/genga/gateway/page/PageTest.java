package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import genga.contracts.fact.Fact;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.event.EventStream;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in a real browser: Debian's chromium. Where there is none this is skipped, and says so.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "page");

    private static Playwright playwright;
    private static Browser browser;

    @Inject
    ReadModel readModel;

    @Inject
    EventStream events;

    @Inject
    ObjectStore store;

    @TestHTTPResource("/")
    String address;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void openBrowser() {
        if (!Files.isExecutable(CHROMIUM)) {
            String line =
                    "page tests skipped: no browser at %s; apt-get install chromium runs them".formatted(CHROMIUM);
            System.out.println(line);
            Assumptions.abort(line);
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
    }

    @BeforeEach
    void openPage() {
        readModel.forget();
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
        watch(page);
    }

    @AfterEach
    void closePage() {
        page.close();
        assertThat(complaints).as("what the browser's console complained of").isEmpty();
    }

    @Test
    void aProjectIsBegunOnThePageAndAsksForAFilm() {
        page.navigate(address);
        page.getByLabel("Name").fill("Ink and rain");
        page.getByLabel("Trigger phrase").fill("Ink wash style");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create project"))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ink and rain")))
                .isVisible();
        assertThat(page.getByText("Begin with a film")).isVisible();
        page.locator("input[type=file]").setInputFiles(new FilePayload("rain.mp4", "video/mp4", new byte[50_000]));
        assertThat(page.getByText("The film waits for its turn")).isVisible();
    }

    @Test
    void whatTheStudioRefusesIsSaidInItsOwnSentence() {
        page.navigate(address);
        page.getByLabel("Name").fill("Blank");
        page.getByLabel("Trigger phrase").fill("   ");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create project"))
                .click();

        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("trigger phrase must be one line of 1 to 100 characters");
        complaints.removeIf(complaint -> complaint.contains("400 (Bad Request)"));
    }

    @Test
    void factsAppearOnThePageAsTheyHappen() {
        Story story = new Story();
        tell(story.defined());
        tell(story.uploaded());
        page.navigate(address + "#/projects/" + story.project);
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();

        keepPictures(story, 1);
        tell(story.progressed(1));
        tell(story.cut(1));
        tell(story.screened(1, new Verdict.TooStatic(0.05, 0.3)));

        assertThat(page.getByText("Motion 0.05 is under 0.30.")).isVisible();
        assertThat(page.locator("film-card")).containsText("cutting clips, 1 of 6");
    }

    @Test
    void theWholeJourneyIsThereAndTheRenderedClipPlays() {
        Story story = wholeStory();

        page.navigate(address + "#/projects/" + story.project);

        assertThat(page.locator("clip-card")).hasCount(6);
        assertThat(page.locator("run-card canvas")).isVisible();
        Locator video = page.locator("render-card video");
        assertThat(video).isVisible();
        video.scrollIntoViewIfNeeded();
        page.waitForFunction("video => video.currentTime > 0.2", video.elementHandle());
        assertThat(video).hasJSProperty("muted", true);
        assertThat(video).hasJSProperty("loop", true);
        page.getByLabel("Play shot 1").click();
        assertThat(page.getByLabel("Shot 1", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void oneKindOfClipCanBeSeenAlone() {
        Story story = wholeStory();
        page.navigate(address + "#/projects/" + story.project);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Too static 1"))
                .click();

        assertThat(page.locator("clip-card")).hasCount(1);
    }

    @Test
    void theOneButtonFreezesTheDataset() {
        Story story = new Story();
        story.filmDone().forEach(this::tell);
        for (int shot = 1; shot <= 6; shot++) {
            keepPictures(story, shot);
        }
        page.navigate(address + "#/projects/" + story.project);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Freeze dataset"))
                .click();

        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Encode dataset")))
                .isVisible();
        assertThat(page.locator("dataset-card")).containsText("144 × 80, 17 frames");
    }

    /// Written to target/page for a person to look at; the test itself sees to it that nothing sticks out.
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 400", "DARK, 400"})
    void nothingSticksOutInAnyColourOrWidth(ColorScheme colours, int width) {
        Story story = wholeStory();
        try (Page sized = browser.newPage(
                new Browser.NewPageOptions().setColorScheme(colours).setViewportSize(width, 900))) {
            watch(sized);
            sized.navigate(address);
            assertThat(sized.getByText("New project")).isVisible();
            photograph(sized, "list", colours, width);

            sized.navigate(address + "#/projects/" + story.project);
            assertThat(sized.locator("render-card video")).isVisible();
            sized.waitForLoadState();
            photograph(sized, "project", colours, width);
        }
    }

    private static void photograph(Page sized, String name, ColorScheme colours, int width) {
        sized.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(
                        "%s-%s-%d.png".formatted(name, colours.name().toLowerCase(Locale.ROOT), width))));
        Object sticksOut = sized.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) sticksOut).intValue())
                .as("pixels %s sticks out", name)
                .isLessThanOrEqualTo(0);
    }

    private void watch(Page watched) {
        watched.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        watched.onPageError(complaints::add);
    }

    private void tell(Fact fact) {
        readModel.apply(fact);
        events.tell(fact);
    }

    private void keepPictures(Story story, int shot) {
        store.put("clips/" + story.clip(shot) + "/poster.jpg", TestFilm.poster(shot), ContentType.JPEG);
        store.put("clips/" + story.clip(shot) + "/strip.jpg", TestFilm.strip(shot), ContentType.JPEG);
        store.put("clips/" + story.clip(shot) + "/clip.mp4", film(), ContentType.MP4);
    }

    private Story wholeStory() {
        Story story = new Story();
        story.filmDone().forEach(this::tell);
        for (int shot = 1; shot <= 6; shot++) {
            keepPictures(story, shot);
        }
        story.datasetDone().forEach(this::tell);
        tell(story.trainingRequested(
                store.put("runs/%s/recipe.json".formatted(story.run), RUN_RECIPE, ContentType.JSON)));
        for (int step = 1; step <= 60; step++) {
            tell(story.step(step));
        }
        tell(story.saved(30));
        tell(story.saved(60));
        tell(story.trained());
        String recipe = new String(RENDER_RECIPE, StandardCharsets.UTF_8).replace("RUN", story.run.value());
        tell(story.renderRequested(store.put(
                "renders/%s/recipe.json".formatted(story.render),
                recipe.getBytes(StandardCharsets.UTF_8),
                ContentType.JSON)));
        store.put("renders/%s/clip.mp4".formatted(story.render), film(), ContentType.MP4);
        store.put("renders/%s/poster.jpg".formatted(story.render), TestFilm.poster(9), ContentType.JPEG);
        tell(story.rendered());
        return story;
    }

    private static byte[] film() {
        try (InputStream film = PageTest.class.getResourceAsStream("/render.mp4")) {
            return film.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final byte[] RUN_RECIPE = """
            {"schema": 1, "name": "paper-lanterns", "baseModel": "wan-nano", "rank": 8, "alpha": 8,
             "learningRate": 0.002, "steps": 60, "shift": 3, "maxGradientNorm": 1, "checkpointEvery": 30,
             "previews": [], "heldOut": 0, "seed": 42}""".getBytes(StandardCharsets.UTF_8);

    private static final byte[] RENDER_RECIPE = """
            {"schema": 1, "baseModel": "wan-nano", "adapters": [{"object": {"key": "runs/RUN/lantern.safetensors",
             "size": 10, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
             "strength": 0.9}],
             "prompt": "Lantern style. A quiet street at dusk, a lamp sways in the wind, slow pan to the left.",
             "negativePrompt": "", "width": 144, "height": 80, "frames": 17, "steps": 12, "shift": 5,
             "sampler": "unipc", "guidance": 3, "seed": 7}""".getBytes(StandardCharsets.UTF_8);
}
