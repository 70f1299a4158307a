package genga.wan.nano;

import static org.assertj.core.api.Assertions.assertThat;

import genga.wan.dataset.Resolution;
import genga.wan.tensor.Device;
import genga.wan.text.PromptTokenizer;
import genga.wan.text.TextEmbedding;
import genga.wan.text.TextEncoder;
import genga.wan.transformer.TransformerShape;
import genga.wan.vae.RgbFrame;
import genga.wan.vae.VideoVae;
import genga.wan.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    void aPartThatWasLostIsBuiltAgain(@TempDir Path folder) throws Exception {
        NanoModel whole = NanoModel.ensure(folder);
        for (Path part : List.of(whole.tokenizer(), whole.text(), whole.vae(), whole.transformer())) {
            Files.delete(part);

            NanoModel.ensure(folder);

            assertThat(part).exists();
        }
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

    /// A disc on a gradient; 20 dB is a blurred but plain picture, where grey alone gives 12.
    @Test
    void itsVaeGivesAMovingPictureBack() {
        Resolution size = new Resolution(96, 64);
        List<RgbFrame> frames =
                IntStream.range(0, 9).mapToObj(t -> disc(size, 20 + 4 * t)).toList();
        List<RgbFrame> decoded = new ArrayList<>();

        try (VideoVae vae = VideoVae.open(model.vae(), Device.cpu())) {
            vae.decode(vae.encode(frames.iterator()), decoded::add);
        }

        assertThat(decoded).hasSize(9);
        assertThat(decibels(frames.getFirst(), decoded.getFirst())).isGreaterThan(22);
        assertThat(decibels(frames.get(4), decoded.get(4))).isGreaterThan(22);
        assertThat(decibels(frames.get(2), decoded.get(2))).isGreaterThan(18);
    }

    private static RgbFrame disc(Resolution size, int centre) {
        byte[] rgb = new byte[(int) (3 * size.area())];
        for (int i = 0; i < rgb.length / 3; i++) {
            int y = i / size.width();
            int x = i % size.width();
            boolean inside = (x - centre) * (x - centre) + (y - 30) * (y - 30) < 225;
            rgb[3 * i] = (byte) (inside ? 220 : 40 + y);
            rgb[3 * i + 1] = (byte) (inside ? 90 : 120 + y);
            rgb[3 * i + 2] = (byte) (inside ? 60 : 200 - y);
        }
        return new RgbFrame(size, rgb);
    }

    private static double decibels(RgbFrame expected, RgbFrame found) {
        double square = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            double difference = (expected.rgb()[i] & 0xff) - (found.rgb()[i] & 0xff);
            square += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / (square / expected.rgb().length));
    }
}
