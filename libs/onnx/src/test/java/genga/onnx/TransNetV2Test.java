package genga.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.onnx.SmallGraph.Node;
import genga.onnx.SmallGraph.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph answers with each frame's mean value, which shows where each frame's answer ends up.
class TransNetV2Test {
    private static final FrameSize SIZE = new FrameSize(96, 54);

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = folder.resolve("transnetv2.onnx");
        SmallGraph.write(
                model,
                new Port(SmallGraph.UINT8, 0, 100, 27, 48, 3),
                new Port(SmallGraph.FLOAT, 0, 100, 1),
                new Node("Cast", List.of(SmallGraph.integer("to", SmallGraph.FLOAT))),
                new Node("ReduceMean", List.of(SmallGraph.ints("axes", 2, 3), SmallGraph.integer("keepdims", 0))),
                new Node("ReduceMean", List.of(SmallGraph.ints("axes", 2), SmallGraph.integer("keepdims", 1))));
    }

    @Test
    void everyFrameGetsItsOwnAnswerWhateverTheLengthOfTheFilm() {
        for (int length : new int[] {1, 24, 49, 50, 51, 74, 75, 76, 100, 163}) {
            List<Float> answers = answers(length);

            assertThat(answers).as("film of %d frames", length).hasSize(length);
            for (int frame = 0; frame < length; frame++) {
                assertThat(answers.get(frame))
                        .as("frame %d of %d", frame, length)
                        .isEqualTo(frame);
            }
        }
    }

    @Test
    void aFilmWithoutFramesHasNoAnswers() {
        assertThat(answers(0)).isEmpty();
    }

    @Test
    void aModelOfAnotherShapeIsRefused() throws IOException {
        Path other = folder.resolve("other.onnx");
        SmallGraph.write(
                other,
                new Port(SmallGraph.FLOAT, 1, 3, 0, 0),
                new Port(SmallGraph.FLOAT, 1, 3, 0, 0),
                new Node("Sigmoid", List.of()));

        assertThatThrownBy(() -> TransNetV2.open(other))
                .isInstanceOf(UnusableModel.class)
                .hasMessage(other + ": expected one input of shape [0, 100, 27, 48, 3] (0 is any), as TransNetV2 has,"
                        + " found [1, 3, -1, -1]; give another file");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("readme.onnx"), "not a model");
        Path nowhere = folder.resolve("nowhere.onnx");

        assertThatThrownBy(() -> TransNetV2.open(text))
                .isInstanceOf(UnusableModel.class)
                .hasMessageStartingWith(text + ": expected the ONNX file of TransNetV2, found one that does not load (")
                .hasMessageEndingWith("); download it again");
        assertThatThrownBy(() -> TransNetV2.open(nowhere))
                .hasMessage(
                        nowhere + ": expected the ONNX file of TransNetV2, found no file; correct the path or leave it"
                                + " out");
    }

    private List<Float> answers(int length) {
        try (TransNetV2 network = TransNetV2.open(model)) {
            for (int frame = 0; frame < length; frame++) {
                byte[] rgb = new byte[SIZE.pixels() * 3];
                Arrays.fill(rgb, (byte) frame);
                network.add(new RgbFrame(SIZE, rgb));
            }
            return network.finish();
        }
    }
}
