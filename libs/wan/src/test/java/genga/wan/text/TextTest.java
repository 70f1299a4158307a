package genga.wan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /// First distances of the far buckets: 8, 12, 16, 23, 32, 46, 64, 91 (Wan2.1 `wan/modules/t5.py`).
    @ParameterizedTest
    @CsvSource({"0,0", "-7,7", "7,23", "-8,8", "-11,8", "-12,9", "-22,10", "-23,11", "-45,12", "-91,15", "500,31"})
    void distancesFallIntoTheirBuckets(int distance, long bucket) {
        assertThat(PositionBuckets.bucket(distance)).isEqualTo(bucket);
    }

    /// What Python 3.11's `html.unescape` makes of the same text.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a&apos;&hellip;&lbrack;x&rsqb;|a'\u2026[x]",
                "&notit; &ampx &copy2|\u00acit; &x \u00a92",
                "a&#1;&#150;&#xfffe;&#x110000;|a\u2013\ufffd",
                "&#999999999999;&acE;|\ufffd\u223e\u0333",
                "&unknown; &amp|&unknown; &"
            })
    void referencesAreResolvedOnce(String text, String resolved) {
        assertThat(HtmlText.unescape(text)).isEqualTo(resolved);
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

    @ParameterizedTest
    @ValueSource(strings = {"spiece.model", "umt5_xxl.safetensors"})
    void theSentencePieceModelAloneCutsAsTheJsonFormDoes(String name, @TempDir Path folder) throws IOException {
        byte[] pieces = pieces();
        Path file = Files.write(folder.resolve("spiece.model"), pieces);
        if (!name.equals("spiece.model")) {
            file = withTensor(folder.resolve(name), pieces);
        }
        List<String> prompts = List.of(
                "Studio Ghibli style. A  girl runs over the hill.",
                "\u5bab\u5d0e \u98ce\u683c",
                "\uff21\u00e9\ud83c\udf0a",
                "",
                "</s> <extra_id_0> x");

        try (PromptTokenizer json = PromptTokenizer.open(GOLDEN.resolve("A_tokenizer/tokenizer.json"));
                PromptTokenizer read = PromptTokenizer.open(file)) {
            for (String prompt : prompts) {
                assertThat(read.tokens(prompt)).as(prompt).containsExactly(json.tokens(prompt));
            }
        }
    }

    @Test
    void aDamagedSentencePieceModelIsRefused(@TempDir Path folder) throws IOException {
        byte[] pieces = pieces();
        Path cut = Files.write(folder.resolve("cut.model"), Arrays.copyOf(pieces, pieces.length / 2));
        Path empty = Files.write(folder.resolve("empty.model"), new byte[] {10, 0});

        assertThatThrownBy(() -> PromptTokenizer.open(cut)).hasMessageContaining("is damaged at byte", "spiece.model");
        assertThatThrownBy(() -> PromptTokenizer.open(empty)).hasMessageContaining("with which every text ends");
        assertThatThrownBy(() -> PromptTokenizer.open(GOLDEN.resolve("A_umt5_tiny.weights.safetensors")))
                .hasMessageContaining("holds no tokenizer");
    }

    /// `A_tokenizer/spiece.model` of the reference numbers, packed.
    private static byte[] pieces() throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Path.of("src/test/resources/text/spiece.model.gz")))) {
            return in.readAllBytes();
        }
    }

    private static Path withTensor(Path file, byte[] bytes) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor pieces = Tensor.ofBytes(scope, MemorySegment.ofArray(bytes), DType.U8, bytes.length);
            SafetensorsWriter.write(file, Map.of("spiece_model", pieces), Map.of());
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "hello", "{\"version\":\"1.0\"}"})
    void aFileThatIsNoTokenizerIsRefused(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), content);

        assertThatThrownBy(() -> PromptTokenizer.open(file))
                .hasMessageStartingWith("tokenizer " + file + " is not the tokenizer.json of google/umt5-xxl: ")
                .hasMessageEndingWith("; fetch it again");
    }

    @Test
    void aTextCacheFileComesBackAtHalfPrecision(@TempDir Path folder) {
        TextEmbedding embedding = new TextEmbedding(2, 3, new float[] {1, -2.5f, 0, 0.5f, 3, 1e-3f});

        embedding.write(folder.resolve("a_wan_te.safetensors"), "Studio Ghibli style. A hill.");
        TextEmbedding read = TextEmbedding.read(folder.resolve("a_wan_te.safetensors"));

        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.values()).startsWith(1, -2.5f, 0, 0.5f, 3);
        assertThat(read.values()[5]).isCloseTo(1e-3f, Offset.offset(4e-6f));
    }

    @Test
    void aTextCacheOfAnotherShapeIsRefused(@TempDir Path folder) {
        Path file = folder.resolve("a_wan_te.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(
                    file, Map.of("varlen_t5_float32", Tensor.of(scope, new float[] {1, 2}, 2)), Map.of());
        }

        assertThatThrownBy(() -> TextEmbedding.read(file))
                .hasMessage("tensor varlen_t5_float32 in " + file + ": expected [L, D], found F32[2]; cache the text"
                        + " again");
    }

    @Test
    void aFileThatIsNoTextEncoderIsRefused() {
        Path sampler = GOLDEN.resolve("E_samplers.io.safetensors");

        assertThatThrownBy(() -> TextEncoder.open(sampler, GOLDEN.resolve("A_tokenizer"), Device.cpu()))
                .hasMessageContaining("is no model known here");
        assertThatThrownBy(() -> PromptTokenizer.open(GOLDEN))
                .hasMessageContaining("expected the tokenizer.json or spiece.model of google/umt5-xxl");
    }
}
