package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import genga.gateway.Story;
import genga.gateway.Studio;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Films on their way from a person's disk, over a line that breaks.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class UploadPageTest extends Browsing {

    private static final String UPLOADS = "**/v1/uploads/**";

    private final Story story = new Story();
    private final byte[] film = new byte[50_000];

    @TempDir
    Path disk;

    @Test
    void aBrokenLineIsTakenUpAgainByItself() {
        AtomicInteger pieces = new AtomicInteger();
        page.route(UPLOADS, route -> {
            if (isPiece(route.request()) && pieces.getAndIncrement() == 0) {
                route.abort();
            } else {
                route.resume();
            }
        });
        begin();

        choose();

        assertThat(page.getByText("The film waits for its turn")).isVisible();
        assertThat(pieces.get()).isEqualTo(2);
    }

    @Test
    void afterReloadingTheSameFileGoesOnWhereItWas() {
        page.route(UPLOADS, Route::abort);
        begin();
        choose();
        assertThat(page.locator("upload-row")).containsText("Line broken");
        String upload = (String) page.evaluate("Object.values(localStorage).find(kept => kept.startsWith('/v1/'))");
        APIResponse arrived = page.request()
                .patch(
                        address.replaceFirst("/$", "") + upload,
                        RequestOptions.create()
                                .setHeader("Tus-Resumable", "1.0.0")
                                .setHeader("Upload-Offset", "0")
                                .setHeader("Content-Type", "application/offset+octet-stream")
                                .setData(Arrays.copyOf(film, 30_000)));
        assertThat(arrived.status()).isEqualTo(204);
        page.unroute(UPLOADS);
        page.reload();
        assertThat(page.getByText("Begin with a film")).isVisible();

        Request piece = page.waitForRequest(UploadPageTest::isPiece, this::choose);

        assertThat(piece.headerValue("Upload-Offset")).isEqualTo("30000");
        assertThat(page.getByText("The film waits for its turn")).isVisible();
    }

    private void begin() {
        forgive("net::ERR_FAILED");
        tell(story.defined());
        visit(story, "films");
        assertThat(page.getByText("Begin with a film")).isVisible();
    }

    private void choose() {
        Path file = disk.resolve("rain.mkv");
        try {
            if (!Files.exists(file)) {
                Files.write(file, film);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.locator("input[type=file]").setInputFiles(file);
    }

    private static boolean isPiece(Request request) {
        return request.method().equals("PATCH");
    }
}
