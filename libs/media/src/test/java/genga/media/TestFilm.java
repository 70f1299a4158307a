package genga.media;

import genga.contracts.vocabulary.FrameRate;
import java.nio.file.Path;
import java.util.function.IntFunction;

/// Films of computed pictures, for tests.
public final class TestFilm {
    public static final FrameSize SIZE = new FrameSize(128, 80);

    private TestFilm() {}

    /// Writes `frames` frames; the picture of each is given by its number.
    public static Path write(Path file, FrameRate rate, int frames, IntFunction<RgbFrame> picture) {
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(SIZE, rate))) {
            for (int frame = 0; frame < frames; frame++) {
                encoder.add(picture.apply(frame));
            }
            encoder.finish();
        }
        return file;
    }

    /// A picture of coloured bars whose hue, order and place follow from `scene` and `shift`.
    public static RgbFrame bars(int scene, int shift) {
        byte[] rgb = new byte[SIZE.pixels() * 3];
        for (int y = 0, at = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++, at += 3) {
                int bar = Math.floorMod((scene % 2 == 0 ? x : y) + shift, 64) / 16;
                rgb[at] = (byte) (40 + 50 * ((bar + scene) % 4));
                rgb[at + 1] = (byte) (40 + 45 * ((bar * 3 + scene * 2) % 5));
                rgb[at + 2] = (byte) (40 + 60 * ((bar + scene * 3) % 3));
            }
        }
        return new RgbFrame(SIZE, rgb);
    }

    /// `(1 - share) a + share b`.
    public static RgbFrame mix(RgbFrame a, RgbFrame b, double share) {
        byte[] rgb = new byte[a.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round((1 - share) * (a.rgb()[i] & 0xff) + share * (b.rgb()[i] & 0xff));
        }
        return new RgbFrame(a.size(), rgb);
    }

    public static RgbFrame plain(int rgb) {
        byte[] bytes = new byte[SIZE.pixels() * 3];
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] = (byte) (rgb >> 16);
            bytes[i + 1] = (byte) (rgb >> 8);
            bytes[i + 2] = (byte) rgb;
        }
        return new RgbFrame(SIZE, bytes);
    }
}
