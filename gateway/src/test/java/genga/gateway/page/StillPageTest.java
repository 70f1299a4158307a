package genga.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.Footage;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.store.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// A still that ingest proposes, of 1920 x 1040 pixels, and what a person cuts out of it.
@QuarkusTest
@QuarkusTestResource(Studio.class)
class StillPageTest extends Browsing {

    private static final Crop SQUARE = new Crop(576, 136, 768, 768);

    private final Story story = new Story();
    private final Footage footage = new Footage(story);

    @Test
    void aSquareIsCutOutOfAStillAndComesIntoTheGrid() {
        tell(story.defined());
        tell(story.uploaded());
        ClipId still = footage.still(20, new Verdict.Review(Verdict.Review.Doubt.PROPOSED, 480, 5));
        footage.facts().forEach(this::tell);
        picture(still);
        picture(still.cropped(SQUARE));
        visit(story, "stills");
        page.locator("clip-tile").dblclick();
        button("Crop").click();

        button("768 × 768").click();
        assertThat(page.getByText("makes 768 × 768 pixels")).isVisible();
        button("Make still").click();

        assertThat(button("Crop")).isVisible();
        tell(footage.cut(still.cropped(SQUARE), Medium.STILL, 20, 20, 1));
        assertThat(page.locator("clip-tile")).hasCount(2);
    }

    private void picture(ClipId still) {
        store.put("clips/" + still + "/still.png", TestFilm.poster(3), ContentType.JPEG);
        store.put("clips/" + still + "/poster.jpg", TestFilm.poster(3), ContentType.JPEG);
    }
}
