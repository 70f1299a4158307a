package genga.gateway.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Width and height pairs divisible by 16 that suit an aspect. A patch of Wan is 16 pixels wide and high, so any other
/// size is cut or stretched.
final class Resolutions {

    private static final int STEP = 16;
    private static final int SHORTEST = 64;
    /// Pairs that stretch the picture more than this are left out while there are better ones.
    private static final double MOST_STRETCH = 0.02;

    private static final int MOST = 24;
    private static final int LEAST = 6;

    private Resolutions() {}

    /// @param stretch share by which the picture is cut or stretched: `|w / h / aspect - 1|`
    /// @param tokens  of one item of the wanted frames: `(w / 16) (h / 16) ((f - 1) / 4 + 1)`
    /// @param vram    the card it takes to train at, in words
    /// @param area    in pixels
    record Pair(int width, int height, double stretch, long tokens, String vram, long area) {}

    /// The least stretched first, of those stretched alike by a tenth of a percent the largest first.
    ///
    /// @param area pixels at most
    static List<Pair> of(double aspect, long area, int frames) {
        List<Pair> pairs = new ArrayList<>();
        for (int width = SHORTEST; (long) width * SHORTEST <= area; width += STEP) {
            for (int height = SHORTEST; (long) width * height <= area; height += STEP) {
                double stretch = Math.abs((double) width / height / aspect - 1);
                long tokens = tokens(width, height, frames);
                pairs.add(new Pair(width, height, stretch, tokens, VideoMemory.words(tokens), (long) width * height));
            }
        }
        pairs.sort(Comparator.comparingLong((Pair pair) -> Math.round(pair.stretch() * 1000))
                .thenComparing(Comparator.comparingLong(Pair::area).reversed()));
        long good =
                pairs.stream().filter(pair -> pair.stretch() <= MOST_STRETCH).count();
        return pairs.subList(0, Math.min(pairs.size(), Math.clamp(good, LEAST, MOST)));
    }

    static long tokens(int width, int height, int frames) {
        long patches = (long) (width / STEP) * (height / STEP);
        return patches * ((frames - 1) / 4 + 1);
    }
}
