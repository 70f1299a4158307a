package genga.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import genga.contracts.fact.Fact;
import genga.gateway.Story;
import genga.gateway.event.EventStream;
import genga.gateway.readmodel.ReadModel;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.quarkus.test.common.http.TestHTTPResource;
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

/// The page in a real browser: Debian's chromium. Where there is none its tests are skipped, and say so.
abstract class Browsing {

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
    private final List<String> forgiven = new ArrayList<>();

    Page page;

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
        page = open(new Browser.NewPageOptions().setViewportSize(1280, 900));
    }

    @AfterEach
    void closePage() {
        page.close();
        complaints.removeIf(complaint -> forgiven.stream().anyMatch(complaint::contains));
        assertThat(complaints).as("what the browser's console complained of").isEmpty();
    }

    /// Complaints with these words in them belong to what the test is about.
    void forgive(String words) {
        forgiven.add(words);
    }

    /// A page whose complaints count.
    Page open(Browser.NewPageOptions options) {
        Page opened = browser.newPage(options);
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add("%s (%s)".formatted(message.text(), message.location()));
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    /// @param section and what follows it in the address, `clips` say
    void visit(Story story, String section) {
        page.navigate("%s#/projects/%s/%s".formatted(address, story.project, section));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator tab(String name) {
        return page.locator("section-tabs").getByText(name);
    }

    void tell(Fact fact) {
        readModel.apply(fact);
        events.tell(fact);
    }

    void keepPictures(Story story, int shot) {
        store.put("clips/" + story.clip(shot) + "/poster.jpg", TestFilm.poster(shot), ContentType.JPEG);
        store.put("clips/" + story.clip(shot) + "/strip.jpg", TestFilm.strip(shot), ContentType.JPEG);
        store.put("clips/" + story.clip(shot) + "/clip.mp4", film(), ContentType.MP4);
        store.put("clips/" + story.clip(shot) + "/preview.mp4", film(), ContentType.MP4);
    }

    /// A project whose film was cut into six clips, of which four are kept.
    Story filmStory() {
        Story story = new Story();
        story.filmDone().forEach(this::tell);
        for (int shot = 1; shot <= 6; shot++) {
            keepPictures(story, shot);
        }
        return story;
    }

    /// The same, trained on and rendered with.
    Story wholeStory() {
        Story story = filmStory();
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

    /// Keeps a picture in target/page for a person to look at, and sees to it that nothing sticks out.
    static void photograph(Page sized, String name, ColorScheme colours, int width) {
        sized.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(
                        "%s-%s-%d.png".formatted(name, colours.name().toLowerCase(Locale.ROOT), width))));
        Object sticksOut = sized.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) sticksOut).intValue())
                .as("pixels %s sticks out", name)
                .isLessThanOrEqualTo(0);
    }

    static byte[] film() {
        try (InputStream film = Browsing.class.getResourceAsStream("/render.mp4")) {
            return film.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final byte[] RUN_RECIPE = """
        {"schema": 1, "name": "paper-lanterns", "baseModel": "wan-nano", "rank": 8, "alpha": 8,
         "learningRate": 0.002, "steps": 60, "shift": 3, "maxGradientNorm": 1, "checkpointEvery": 30,
         "previews": [], "heldOut": 0, "seed": 42}\
        """.getBytes(StandardCharsets.UTF_8);

    private static final byte[] RENDER_RECIPE = """
        {"schema": 1, "baseModel": "wan-nano", "adapters": [{"object": {"key": "runs/RUN/lantern.safetensors",
         "size": 10, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
         "strength": 0.9}],
         "prompt": "Lantern style. A quiet street at dusk, a lamp sways in the wind, slow pan to the left.",
         "negativePrompt": "", "width": 144, "height": 80, "frames": 17, "steps": 12, "shift": 5,
         "sampler": "unipc", "guidance": 3, "seed": 7}\
        """.getBytes(StandardCharsets.UTF_8);
}
