package genga.wan.nano;

import static org.assertj.core.api.Assertions.assertThat;

import genga.wan.tensor.Device;
import genga.wan.text.PromptTokenizer;
import genga.wan.text.TextEmbedding;
import genga.wan.text.TextEncoder;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoModelTest {
    @TempDir
    private static Path directory;

    private static NanoModel model;

    @BeforeAll
    static void build() {
        model = NanoModel.ensure(directory);
    }

    @Test
    void itIsTheSameByteForByteWhereverItIsBuilt(@TempDir Path elsewhere) throws Exception {
        NanoModel again = NanoModel.ensure(elsewhere);

        assertThat(Files.mismatch(model.transformer(), again.transformer())).isEqualTo(-1);
        assertThat(Files.mismatch(model.vae(), again.vae())).isEqualTo(-1);
        assertThat(Files.mismatch(model.text(), again.text())).isEqualTo(-1);
        assertThat(Files.mismatch(model.tokenizer(), again.tokenizer())).isEqualTo(-1);
    }

    @Test
    void aModelThatIsThereIsLeftAlone() throws Exception {
        var before = Files.getLastModifiedTime(model.vae());

        NanoModel.ensure(directory);

        assertThat(Files.getLastModifiedTime(model.vae())).isEqualTo(before);
    }

    @Test
    void itsTransformerHasTheShapeOfAWanTransformer() {
        try (SafetensorsFile weights = SafetensorsFile.open(model.transformer())) {
            TransformerShape shape = TransformerShape.of(weights);

            assertThat(shape.heads()).isEqualTo(2);
            assertThat(shape.textWidth()).isEqualTo(NanoText.WIDTH);
        }
    }

    @Test
    void wordsOfCaptionsAreSingleTokensAndAnythingElseStillHasTokens() {
        try (PromptTokenizer tokenizer = PromptTokenizer.open(model.tokenizer())) {
            assertThat(tokenizer.tokens("Studio Ghibli style. A girl"))
                    .hasSize(7)
                    .endsWith(1);
            assertThat(tokenizer.tokens("zyx \u5bab\u5d0e")).doesNotContain(3).endsWith(1);
        }
    }

    @Test
    void twoPromptsHaveDifferentEmbeddings() {
        try (TextEncoder encoder = TextEncoder.open(model.text(), model.tokenizer(), Device.cpu())) {
            TextEmbedding hill = encoder.encode("a green hill");
            TextEmbedding sea = encoder.encode("a blue sea");

            assertThat(hill.width()).isEqualTo(NanoText.WIDTH);
            assertThat(hill.values()).isNotEqualTo(sea.values());
        }
    }
}
