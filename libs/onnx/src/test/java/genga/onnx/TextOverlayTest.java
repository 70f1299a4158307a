package genga.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.onnx.SmallGraph.Node;
import genga.onnx.SmallGraph.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph calls what is brighter than middle grey text.
class TextOverlayTest {
    private static final FrameSize SIZE = new FrameSize(640, 352);

    @TempDir
    Path folder;

    @Test
    void aPictureWithoutTextHasNone() throws IOException {
        assertThat(share(0, 0)).isZero();
    }

    @Test
    void aLineOfTextCountsWithTheRoomAroundItsCore() throws IOException {
        double core = 200.0 * 12 / SIZE.pixels();
        double grown = 216.0 * 28 / SIZE.pixels();

        assertThat(share(200, 12)).isGreaterThan(core).isCloseTo(grown, within(0.002));
    }

    @Test
    void aSpeckIsNoText() throws IOException {
        assertThat(share(2, 2)).isZero();
    }

    private double share(int width, int height) throws IOException {
        Path model = folder.resolve("text.onnx");
        SmallGraph.write(
                model,
                new Port(SmallGraph.FLOAT, 0, 3, 0, 0),
                new Port(SmallGraph.FLOAT, 0, 1, 0, 0),
                new Node("ReduceMin", List.of(SmallGraph.ints("axes", 1), SmallGraph.integer("keepdims", 1))),
                new Node("Sigmoid", List.of()));
        byte[] rgb = new byte[SIZE.pixels() * 3];
        for (int y = 300; y < 300 + height; y++) {
            for (int at = (y * SIZE.width() + 100) * 3; at < (y * SIZE.width() + 100 + width) * 3; at++) {
                rgb[at] = (byte) 255;
            }
        }
        try (TextOverlay overlay = TextOverlay.open(model)) {
            return overlay.share(new RgbFrame(SIZE, rgb));
        }
    }
}
