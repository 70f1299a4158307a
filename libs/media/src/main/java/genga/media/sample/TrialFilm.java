package genga.media.sample;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Thirty-eight seconds made to try detectors on: eight hard cuts, a fade through black, a dissolve, a white flash, a
/// shot that stands still under grain, a pan, a letterboxed shot and one shaken by hand. The same bytes every time.
public final class TrialFilm {
    public static final FrameSize SIZE = new FrameSize(1920, 1040);
    public static final FrameRate RATE = FrameRate.of(24);

    private static final int FADE = 24;
    private static final int FADE_OUT = 312;
    private static final int DISSOLVE = 432;
    private static final int FLASH = 660;
    /// First frame of each scene; the dissolve shows the next one early.
    private static final int[] BOUNDS = {0, 96, 168, 240, 336, 444, 528, 624, 696, 768, 840, 912};

    private static final List<Scene.Camera> CAMERAS = List.of(
            Scene.Camera.CALM,
            Scene.Camera.ZOOM,
            Scene.Camera.GRAIN,
            Scene.Camera.CALM,
            Scene.Camera.CALM,
            Scene.Camera.CALM,
            Scene.Camera.PAN,
            Scene.Camera.CALM,
            Scene.Camera.LETTERBOX,
            Scene.Camera.CALM,
            Scene.Camera.SHAKE);

    private final Scene[] scenes = new Scene[CAMERAS.size()];
    private final FrameSize size;

    private TrialFilm(FrameSize size) {
        this.size = size;
    }

    /// Frames `[from, to)`.
    public record Range(int from, int to) {}

    /// What a perfect detector would say.
    ///
    /// @param cuts first frames after hard cuts
    /// @param fade through black, whole
    /// @param dissolve from one picture to the next, whole
    /// @param flash the one white frame
    /// @param frames frames of the film
    public record Truth(List<Integer> cuts, Range fade, Range dissolve, int flash, int frames) {
        public Truth {
            cuts = List.copyOf(cuts);
        }
    }

    public static Truth truth() {
        return new Truth(
                List.of(96, 168, 240, 528, 624, 696, 768, 840),
                new Range(FADE_OUT, FADE_OUT + 2 * FADE),
                new Range(DISSOLVE, DISSOLVE + FADE),
                FLASH,
                912);
    }

    /// Writes the film as H.264 in MP4.
    public static void write(Path file, FrameSize size) {
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(size, RATE))) {
            paint(size, encoder::add);
            encoder.finish();
        }
    }

    /// Hands over the frames of the film one after the other.
    public static void paint(FrameSize size, Consumer<RgbFrame> taker) {
        TrialFilm film = new TrialFilm(size);
        for (int frame = 0; frame < truth().frames(); frame++) {
            taker.accept(film.frame(frame));
        }
    }

    private RgbFrame frame(int frame) {
        if (frame == FLASH) {
            return Effects.white(size);
        }
        int scene = sceneAt(frame);
        RgbFrame picture = shown(scene, frame);
        if (frame >= FADE_OUT && frame < FADE_OUT + 2 * FADE) {
            return Effects.dimmed(picture, Math.abs(frame - FADE_OUT - FADE) / (double) FADE);
        }
        if (frame >= DISSOLVE && frame < DISSOLVE + FADE) {
            int first = sceneAt(DISSOLVE);
            double share = (frame - DISSOLVE + 0.5) / FADE;
            return Effects.mixed(shown(first, frame), shown(first + 1, frame), share);
        }
        return picture;
    }

    private static int sceneAt(int frame) {
        int scene = 0;
        while (BOUNDS[scene + 1] <= frame) {
            scene++;
        }
        return scene;
    }

    private RgbFrame shown(int scene, int frame) {
        if (scenes[scene] == null) {
            scenes[scene] = new Scene(size, CAMERAS.get(scene), scene);
        }
        for (int past = 0; past < scene - 1; past++) {
            scenes[past] = null;
        }
        return scenes[scene].at(frame - BOUNDS[scene]);
    }
}
