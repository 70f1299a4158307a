package genga.curation.shot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/// The shots of a film, and what was cut out between them.
///
/// @param shots in film order
/// @param cuts first frames of new pictures where the film changes from one frame to the next
/// @param transitions fades and dissolves, cut out whole
/// @param scraps stretches between cuts that are too short to be a shot
public record ShotPlan(List<Shot> shots, List<Integer> cuts, List<Shot> transitions, List<Shot> scraps) {
    public ShotPlan {
        shots = List.copyOf(shots);
        cuts = List.copyOf(cuts);
        transitions = List.copyOf(transitions);
        scraps = List.copyOf(scraps);
    }

    public static ShotPlan of(ShotScores scores, ShotSettings settings) {
        HardCuts hard = HardCuts.find(scores.frames(), settings);
        List<Shot> transitions = Transitions.find(scores, hard);
        List<Integer> cuts = hard.cuts().stream()
                .filter(cut -> transitions.stream().noneMatch(gone -> cut > gone.from() && cut < gone.to()))
                .toList();
        int least = scores.rate().frames(settings.leastSeconds());
        List<Shot> shots = new ArrayList<>();
        List<Shot> scraps = new ArrayList<>();
        for (Shot stretch : stretches(scores.frames().size(), cuts, transitions)) {
            Shot guarded = guarded(stretch, scores.frames().size(), settings.guard());
            boolean whole = stretch.frames() >= least
                    || stretch.frames() == scores.frames().size();
            (whole ? shots : scraps).add(whole ? guarded : stretch);
        }
        return new ShotPlan(shots, cuts, transitions, scraps);
    }

    /// Where the film flashes and looks as before right after: changes that are no cuts.
    public static List<Shot> flashes(ShotScores scores, ShotSettings settings) {
        BitSet marked = HardCuts.find(scores.frames(), settings).flashes();
        List<Shot> flashes = new ArrayList<>();
        for (int from = marked.nextSetBit(0);
                from >= 0 && from < scores.frames().size(); ) {
            int to = Math.min(marked.nextClearBit(from), scores.frames().size());
            flashes.add(new Shot(from, to));
            from = marked.nextSetBit(to);
        }
        return flashes;
    }

    private static List<Shot> stretches(int frames, List<Integer> cuts, List<Shot> transitions) {
        TreeSet<Integer> bounds = new TreeSet<>(cuts);
        bounds.add(0);
        bounds.add(frames);
        for (Shot gone : transitions) {
            bounds.add(gone.from());
            bounds.add(gone.to());
        }
        List<Shot> stretches = new ArrayList<>();
        int from = 0;
        for (int to : bounds.tailSet(1)) {
            Shot stretch = new Shot(from, to);
            if (!transitions.contains(stretch)) {
                stretches.add(stretch);
            }
            from = to;
        }
        return stretches;
    }

    /// Takes the guard off each end that is not an end of the film, unless nothing would remain.
    private static Shot guarded(Shot stretch, int frames, int guard) {
        int from = stretch.from() == 0 ? 0 : stretch.from() + guard;
        int to = stretch.to() == frames ? frames : stretch.to() - guard;
        return to > from ? new Shot(from, to) : stretch;
    }
}
