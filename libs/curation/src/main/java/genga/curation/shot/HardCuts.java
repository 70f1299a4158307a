package genga.curation.shot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Cuts from one frame to the next: a content score that stands out from its neighbours' (PySceneDetect's adaptive
/// detector), unless the film soon looks as it did before, which is a flash.
///
/// @param cuts frames that are the first of a new picture
/// @param flashes frames from a flash's first to the one that looks as before it
record HardCuts(List<Integer> cuts, BitSet flashes) {
    private static final double HIGHEST_RATIO = 255;
    /// Of a jump's content score, how little may remain for it to count as undone.
    private static final double UNDONE = 0.5;

    static HardCuts find(List<ShotScores.Row> frames, ShotSettings settings) {
        List<Integer> cuts = new ArrayList<>();
        BitSet flashes = new BitSet();
        for (int frame = 1; frame < frames.size(); frame++) {
            if (standsOut(frames, frame, settings)) {
                ShotScores.Row row = frames.get(frame);
                if (row.rebound().content() < UNDONE * row.change().content()) {
                    flashes.set(frame, frame + row.rebound().after() + 1);
                }
                if (!flashes.get(frame)) {
                    cuts.add(frame);
                }
            }
        }
        return new HardCuts(cuts, flashes);
    }

    private static boolean standsOut(List<ShotScores.Row> frames, int frame, ShotSettings settings) {
        double content = frames.get(frame).change().content();
        return content >= settings.leastContent() && ratio(frames, frame, settings.window()) >= settings.ratio();
    }

    /// How many times its neighbours' mean a frame's content score is.
    static double ratio(List<ShotScores.Row> frames, int frame, int window) {
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
