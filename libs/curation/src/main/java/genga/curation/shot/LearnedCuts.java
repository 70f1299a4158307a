package genga.curation.shot;

import java.util.ArrayList;
import java.util.List;

/// Cuts and transitions as a learned detector sees them: it marks the last frame before a new picture, and of a fade or
/// dissolve every frame that is neither one picture nor the other.
///
/// @param cuts first frames of new pictures
/// @param transitions frames in between, cut out whole
record LearnedCuts(List<Integer> cuts, List<Shot> transitions) {
    /// TransNetV2's own threshold.
    private static final float SURE = 0.5f;

    /// @param boundaries one probability per frame
    static LearnedCuts find(List<Float> boundaries) {
        List<Integer> cuts = new ArrayList<>();
        List<Shot> transitions = new ArrayList<>();
        int frames = boundaries.size();
        for (int frame = 0; frame < frames; frame++) {
            int last = frame;
            while (last < frames && boundaries.get(last) > SURE) {
                last++;
            }
            int marked = last - frame;
            if (marked == 1 && last < frames) {
                cuts.add(last);
            } else if (marked > 1) {
                transitions.add(new Shot(frame + 1, last));
            }
            frame = last;
        }
        return new LearnedCuts(List.copyOf(cuts), List.copyOf(transitions));
    }
}
