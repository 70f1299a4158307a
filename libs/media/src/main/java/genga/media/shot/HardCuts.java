package genga.media.shot;

import java.util.ArrayList;
import java.util.List;

/// Cuts from one frame to the next: a content score that stands out from its neighbours' (PySceneDetect's adaptive
/// detector), unless the film soon looks as it did before, which is a flash.
final class HardCuts {
    private static final double HIGHEST_RATIO = 255;
    /// Of a jump's content score, how little may remain for it to count as undone.
    private static final double UNDONE = 0.5;

    private HardCuts() {}

    /// Frames that are the first of a new picture.
    static List<Integer> find(List<ShotScores.Row> frames, ShotSettings settings) {
        List<Integer> cuts = new ArrayList<>();
        int flashUntil = 0;
        for (int frame = 1; frame < frames.size(); frame++) {
            if (!standsOut(frames, frame, settings)) {
                continue;
            }
            ShotScores.Row row = frames.get(frame);
            if (row.rebound().content() < UNDONE * row.change().content()) {
                flashUntil = Math.max(flashUntil, frame + row.rebound().after());
            }
            if (frame > flashUntil) {
                cuts.add(frame);
            }
        }
        return cuts;
    }

    private static boolean standsOut(List<ShotScores.Row> frames, int frame, ShotSettings settings) {
        double content = frames.get(frame).change().content();
        return content >= settings.leastContent() && ratio(frames, frame, settings.window()) >= settings.ratio();
    }

    private static double ratio(List<ShotScores.Row> frames, int frame, int window) {
        double sum = 0;
        int count = 0;
        for (int near = Math.max(1, frame - window); near <= Math.min(frames.size() - 1, frame + window); near++) {
            if (near != frame) {
                sum += frames.get(near).change().content();
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double content = frames.get(frame).change().content();
        return mean < 1e-5 ? HIGHEST_RATIO : Math.min(HIGHEST_RATIO, content / mean);
    }
}
