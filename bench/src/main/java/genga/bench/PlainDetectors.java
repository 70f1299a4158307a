package genga.bench;

import genga.curation.shot.ShotScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The two textbook detectors on Genga's scores, without anything that Genga adds.
final class PlainDetectors {
    private static final double CONTENT = 27;
    private static final double RATIO = 3;
    private static final double LEAST = 15;
    private static final int WINDOW = 2;
    /// Frames between two cuts.
    private static final int APART = 15;

    private final List<ShotScores.Row> frames;

    PlainDetectors(ShotScores scores) {
        this.frames = scores.frames();
    }

    /// Cuts where the content score is 27 or more.
    FoundCuts content() {
        return cuts(frame -> score(frame) >= CONTENT);
    }

    /// Cuts where it is 15 or more and three times the mean of two neighbours on each side.
    FoundCuts adaptive() {
        return cuts(frame -> {
            double sum = 0;
            int count = 0;
            for (int near = Math.max(1, frame - WINDOW); near <= Math.min(frames.size() - 1, frame + WINDOW); near++) {
                sum += near == frame ? 0 : score(near);
                count += near == frame ? 0 : 1;
            }
            return score(frame) >= LEAST && score(frame) >= RATIO * sum / Math.max(1, count);
        });
    }

    private double score(int frame) {
        return frames.get(frame).change().content();
    }

    private FoundCuts cuts(IntPredicate cut) {
        List<Integer> found = new ArrayList<>();
        for (int frame = 1; frame < frames.size(); frame++) {
            if (cut.test(frame) && (found.isEmpty() || frame - found.getLast() >= APART)) {
                found.add(frame);
            }
        }
        return new FoundCuts(found, List.of());
    }
}
