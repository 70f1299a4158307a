package genga.caption;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/// Clips of simple pictures at 16 fps, for tests.
public final class PlainClip {
    private static final FrameSize SIZE = new FrameSize(192, 112);

    private PlainClip() {}

    /// Two seconds of one colour, `0xRRGGBB`.
    public static void oneColour(Path file, int rgb) {
        write(file, frame -> 0, (x, y) -> rgb);
    }

    /// Two seconds over a textured plane that moves by `pixels` per frame to the left, as when the camera pans right.
    public static void panRight(Path file, int pixels) {
        write(file, frame -> frame * pixels, PlainClip::texture);
    }

    private static int texture(int x, int y) {
        double wave = Math.sin(x * 0.11) + Math.sin(y * 0.17) + Math.sin((x + y) * 0.07);
        int light = (int) (128 + 38 * wave);
        return light << 16 | light << 8 | light;
    }

    @FunctionalInterface
    private interface Picture {
        int at(int x, int y);
    }

    private static void write(Path file, IntUnaryOperator shift, Picture picture) {
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(SIZE, FrameRate.WAN))) {
            for (int frame = 0; frame < 32; frame++) {
                byte[] rgb = new byte[SIZE.pixels() * 3];
                for (int i = 0; i < SIZE.pixels(); i++) {
                    int colour = picture.at(i % SIZE.width() + shift.applyAsInt(frame), i / SIZE.width());
                    rgb[3 * i] = (byte) (colour >> 16);
                    rgb[3 * i + 1] = (byte) (colour >> 8);
                    rgb[3 * i + 2] = (byte) colour;
                }
                encoder.add(new RgbFrame(SIZE, rgb));
            }
            encoder.finish();
        }
    }
}
