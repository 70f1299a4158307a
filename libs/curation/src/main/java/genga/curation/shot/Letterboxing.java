package genga.curation.shot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which black bars of a shot are the film's format, and which are only darkness.
///
/// A film's own bars stand in most of its lit frames. They are cut off every shot, as far as the shot is black there.
/// Other bars are cut off a shot only when they stand still through it while the picture between them is lit.
public final class Letterboxing {
    /// Mean luma from which a frame tells something about bars.
    private static final float LIT = 24;
    /// Share of lit frames that must agree.
    private static final double MOST = 0.6;

    private static final double NEARLY_ALL = 0.95;
    /// Pixels by which a bar may seem to change, by compression.
    private static final int WOBBLE = 4;
    /// Bars narrower than this many pixels are left; cropping them would only make odd sizes.
    private static final int NARROWEST = 4;

    private final ShotScores scores;
    private final Bars ofFilm;

    private Letterboxing(ShotScores scores, Bars ofFilm) {
        this.scores = scores;
        this.ofFilm = ofFilm;
    }

    public static Letterboxing of(ShotScores scores) {
        Bars usual = commonest(scores.frames());
        return new Letterboxing(scores, agree(scores.frames(), usual, MOST) ? usual : Bars.NONE);
    }

    /// The bars of the film as a whole.
    public Bars film() {
        return ofFilm;
    }

    /// The bars to cut off a shot: pairs, even numbers of pixels.
    public Bars of(Shot shot) {
        List<ShotScores.Row> rows = scores.frames().subList(shot.from(), shot.to());
        Bars black =
                rows.stream().map(ShotScores.Row::bars).reduce(Bars::common).orElse(Bars.NONE);
        Bars own = black.paired();
        boolean steady = agree(rows, commonest(rows), NEARLY_ALL)
                && rows.stream().filter(Letterboxing::lit).count() >= NEARLY_ALL * rows.size();
        return even(steady ? own : own.common(ofFilm));
    }

    private static Bars even(Bars bars) {
        int high = bars.top() < NARROWEST ? 0 : bars.top() + 1 & ~1;
        int wide = bars.left() < NARROWEST ? 0 : bars.left() + 1 & ~1;
        return new Bars(high, high, wide, wide);
    }

    private static boolean lit(ShotScores.Row row) {
        return row.tone().luma() >= LIT;
    }

    /// Most frequent bars among lit frames.
    private static Bars commonest(List<ShotScores.Row> rows) {
        Map<Bars, Integer> counts = new HashMap<>();
        rows.stream()
                .filter(Letterboxing::lit)
                .forEach(row -> counts.merge(row.bars().paired(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Bars, Integer>comparingByValue()
                        .thenComparing(
                                entry -> -entry.getKey().top() - entry.getKey().left()))
                .map(Map.Entry::getKey)
                .orElse(Bars.NONE);
    }

    private static boolean agree(List<ShotScores.Row> rows, Bars bars, double share) {
        long lit = rows.stream().filter(Letterboxing::lit).count();
        long like = rows.stream()
                .filter(Letterboxing::lit)
                .filter(row -> row.bars().paired().near(bars, WOBBLE))
                .count();
        return lit > 0 && like >= share * lit;
    }
}
