package genga.media.sample;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Twenty seconds of painted landscapes: six shots, four hard cuts, one fade through black, one shot that stands still
/// under film grain, one pan, one shot shorter than a second. The same bytes every time.
public final class SampleFilm {
    public static final FrameSize SIZE = new FrameSize(512, 288);
    public static final FrameRate RATE = FrameRate.of(24);

    /// First frame of each shot, and the end of the film.
    private static final int[] BOUNDS = {0, 96, 204, 222, 294, 390, 498};

    private static final int FADE = 18;

    /// What a perfect detector would say.
    ///
    /// @param cuts first frames after hard cuts
    /// @param fadeFrom first frame that is darker than its shot
    /// @param fadeTo first frame that is fully lit again
    /// @param still the shot that stands still, `[from, to)`
    /// @param pan the shot whose camera moves, `[from, to)`
    /// @param brief the shot shorter than a second, `[from, to)`
    /// @param frames frames of the film
    public record Truth(List<Integer> cuts, int fadeFrom, int fadeTo, Range still, Range pan, Range brief, int frames) {
        public Truth {
            cuts = List.copyOf(cuts);
        }
    }

    /// Frames `[from, to)`.
    public record Range(int from, int to) {}

    private SampleFilm() {}

    public static Truth truth() {
        return new Truth(
                List.of(BOUNDS[1], BOUNDS[2], BOUNDS[3], BOUNDS[4]),
                BOUNDS[5] - FADE,
                BOUNDS[5] + FADE,
                shot(3),
                shot(1),
                shot(2),
                BOUNDS[6]);
    }

    private static Range shot(int index) {
        return new Range(BOUNDS[index], BOUNDS[index + 1]);
    }

    /// Writes the film as an MP4. Returns the number of frames written.
    public static int write(Path file) {
        Map<String, String> texts = Map.of("title", "Genga sample film");
        try (ClipEncoder encoder =
                ClipEncoder.open(file, new ClipEncoder.Settings(SIZE, RATE, ClipEncoder.Settings.FINE, texts))) {
            paint(encoder::add);
            return encoder.finish();
        }
    }

    /// Paints every frame in order.
    public static void paint(Consumer<RgbFrame> taker) {
        List<Painting> paintings = List.of(
                new Bay(SIZE), new Hills(SIZE), new Kite(SIZE), new House(SIZE), new Meadow(SIZE), new NightLake(SIZE));
        for (int shot = 0; shot < paintings.size(); shot++) {
            for (int frame = BOUNDS[shot]; frame < BOUNDS[shot + 1]; frame++) {
                double seconds = (frame - BOUNDS[shot]) / RATE.perSecond();
                taker.accept(lit(paint(paintings.get(shot), seconds), light(frame)));
            }
        }
    }

    private static BufferedImage paint(Painting painting, double seconds) {
        BufferedImage canvas = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = canvas.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        try {
            painting.paint(brush, seconds);
        } finally {
            brush.dispose();
        }
        return canvas;
    }

    /// Share of light left: 1 outside the fade, 0 in the middle of it.
    private static double light(int frame) {
        int middle = BOUNDS[5];
        double away = frame < middle ? middle - 1 - frame : frame - middle;
        return Math.min(1, away / FADE);
    }

    private static RgbFrame lit(BufferedImage canvas, double light) {
        RgbFrame picture = Stills.of(canvas);
        if (light < 1) {
            byte[] rgb = picture.rgb();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Math.round((rgb[i] & 0xff) * light);
            }
        }
        return picture;
    }
}
