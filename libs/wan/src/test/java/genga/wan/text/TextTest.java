package genga.wan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.Device;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /// First distances of the far buckets: 8, 12, 16, 23, 32, 46, 64, 91 (Wan2.1 `wan/modules/t5.py`).
    @ParameterizedTest
    @CsvSource({"0,0", "-7,7", "7,23", "-8,8", "-11,8", "-12,9", "-22,10", "-23,11", "-45,12", "-91,15", "500,31"})
    void distancesFallIntoTheirBuckets(int distance, long bucket) {
        assertThat(PositionBuckets.bucket(distance)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&amp;lt;twice&amp;gt;|<twice>",
                "Tom &amp; Jerry&nbsp;run|Tom & Jerry run",
                "&#233;t&#xe9; &unknown; &copy 2|\u00e9t\u00e9 &unknown; \u00a9 2",
                "caf\u00c3\u00a9|caf\u00e9",
                "\u5bab\u5d0e\uff0c\uff11|\u5bab\u5d0e,1"
            })
    void promptsAreCleaned(String prompt, String cleaned) {
        assertThat(PromptCleaning.clean(prompt)).isEqualTo(cleaned);
    }

    @Test
    void aPromptEndsInItsEndTokenAndIsCutAtFiveHundredTwelve() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(GOLDEN.resolve("A_tokenizer"))) {
            long[] empty = tokenizer.tokens("");
            long[] endless = tokenizer.tokens("wind over the hill ".repeat(400));

            assertThat(empty).containsExactly(1);
            assertThat(endless).hasSize(512).endsWith(1);
        }
    }

    @Test
    void aTextCacheFileComesBackAtHalfPrecision(@TempDir Path folder) {
        TextEmbedding embedding = new TextEmbedding(2, 3, new float[] {1, -2.5f, 0, 0.5f, 3, 1e-3f});

        embedding.write(folder.resolve("a_wan_te.safetensors"), "Studio Ghibli style. A hill.");
        TextEmbedding read = TextEmbedding.read(folder.resolve("a_wan_te.safetensors"));

        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.values()).startsWith(1, -2.5f, 0, 0.5f, 3);
        assertThat(read.values()[5]).isCloseTo(1e-3f, org.assertj.core.data.Offset.offset(4e-6f));
    }

    @Test
    void aFileThatIsNoTextEncoderIsRefused() {
        Path sampler = GOLDEN.resolve("E_samplers.io.safetensors");

        assertThatThrownBy(() -> TextEncoder.open(sampler, GOLDEN.resolve("A_tokenizer"), Device.cpu()))
                .hasMessageContaining("is missing in");
        assertThatThrownBy(() -> PromptTokenizer.open(GOLDEN))
                .hasMessageContaining("expected the tokenizer.json of google/umt5-xxl");
    }
}
