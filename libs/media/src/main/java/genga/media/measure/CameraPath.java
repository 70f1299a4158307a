package genga.media.measure;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.CameraMotion.Move;
import genga.contracts.vocabulary.FrameRate;
import java.util.ArrayList;
import java.util.List;

/// How the camera went from frame to frame, and the one word for it.
final class CameraPath {
    /// Mean luma change between two smoothed frames under which nothing happened.
    private static final double NOTHING = 0.05;
    /// Share of a pair's change that shift and zoom must explain for the pair to count.
    private static final double EXPLAINS = 0.4;
    /// Share of all pairs that must count for the camera to be given a word.
    private static final double ENOUGH = 0.6;
    /// Picture widths, heights or growth per second from which the camera counts as moving.
    private static final double MOVING = 0.02;
    /// Spread of the shift, in picture widths per second, from which a camera is held by hand, ...
    private static final double SHAKY = 0.04;
    /// ... if it is also this many times the way it goes on the whole.
    private static final double AIMLESS = 2;

    private record Pair(double x, double y, double growth, double change, double left) {
        boolean explained() {
            return change < NOTHING || left < (1 - EXPLAINS) * change;
        }
    }

    private final List<Pair> pairs = new ArrayList<>();

    /// @param motion shift to the right and down in pixels, growth
    /// @param change mean difference of the two frames as they are
    /// @param left what of it is left when the motion is undone
    void add(double[] motion, double change, double left) {
        boolean still = change < NOTHING;
        pairs.add(new Pair(
                still ? 0 : motion[0], still ? 0 : motion[1], still ? 0 : motion[2], change, Math.min(left, change)));
    }

    CameraMotion motion(FrameRate rate, int width, int height) {
        if (pairs.isEmpty()) {
            return CameraMotion.UNKNOWN;
        }
        List<Pair> explained = pairs.stream().filter(Pair::explained).toList();
        if (explained.size() < ENOUGH * pairs.size()) {
            return new CameraMotion(Move.UNCLEAR, confidence(), 0, 0, 0);
        }
        double[] pan = explained.stream()
                .mapToDouble(pair -> -pair.x() / width * rate.perSecond())
                .toArray();
        double[] tilt = explained.stream()
                .mapToDouble(pair -> pair.y() / height * rate.perSecond())
                .toArray();
        double zoom = rate.perSecond()
                * explained.stream().mapToDouble(Pair::growth).average().orElse(0);
        double shake = Math.hypot(spread(pan), spread(tilt));
        return new CameraMotion(word(mean(pan), mean(tilt), zoom, shake), confidence(), mean(pan), mean(tilt), zoom);
    }

    private static Move word(double pan, double tilt, double zoom, double shake) {
        double across = Math.abs(pan);
        double along = Math.abs(tilt);
        double nearer = Math.abs(zoom);
        double fastest = Math.max(nearer, Math.max(across, along));
        if (shake >= SHAKY && shake >= AIMLESS * fastest) {
            return Move.HANDHELD;
        }
        if (fastest < MOVING) {
            return Move.STATIC;
        }
        if (nearer == fastest) {
            return zoom > 0 ? Move.ZOOM_IN : Move.ZOOM_OUT;
        }
        if (across == fastest) {
            return pan > 0 ? Move.PAN_RIGHT : Move.PAN_LEFT;
        }
        return tilt > 0 ? Move.TILT_UP : Move.TILT_DOWN;
    }

    /// Share of all change that is explained; 1 where nothing changed.
    private double confidence() {
        double change = pairs.stream().mapToDouble(Pair::change).sum();
        double left = pairs.stream().mapToDouble(Pair::left).sum();
        return change < NOTHING * pairs.size() ? 1 : Math.max(0, 1 - left / change);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double spread(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
