package genga.bench;

import genga.curation.shot.Shot;
import genga.media.sample.TrialFilm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one detector said of the trial film, held against what is true of it.
///
/// @param cuts frames at which it cuts
/// @param transitions stretches it cuts out whole; most detectors know only cuts
record FoundCuts(List<Integer> cuts, List<Shot> transitions) {
    /// A cut this near to a slow transition is taken as meant for it.
    private static final int NEAR = 2;

    FoundCuts {
        cuts = List.copyOf(cuts);
        transitions = List.copyOf(transitions);
    }

    /// Exact hard cuts found, cuts where there is nothing, and how much of fade and dissolve was cut out or at least
    /// cut.
    Map<String, Object> judged() {
        TrialFilm.Truth truth = TrialFilm.truth();
        List<Integer> exact = cuts.stream().filter(truth.cuts()::contains).toList();
        List<Integer> wrong = cuts.stream()
                .filter(cut -> !truth.cuts().contains(cut))
                .filter(cut -> !within(truth.fade(), cut) && !within(truth.dissolve(), cut))
                .toList();
        int slow = (hit(truth.fade()) ? 1 : 0) + (hit(truth.dissolve()) ? 1 : 0);
        double right = exact.size() + slow;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("hard_found", exact.size());
        figures.put("hard_true", truth.cuts().size());
        figures.put("fade_found", hit(truth.fade()));
        figures.put("fade_cut_out", share(truth.fade()));
        figures.put("dissolve_found", hit(truth.dissolve()));
        figures.put("dissolve_cut_out", share(truth.dissolve()));
        figures.put("false", wrong);
        figures.put("precision", rounded(right == 0 ? 0 : right / (right + wrong.size())));
        figures.put("recall", rounded(right / (truth.cuts().size() + 2)));
        return figures;
    }

    private boolean hit(TrialFilm.Range range) {
        return share(range) > 0 || cuts.stream().anyMatch(cut -> within(range, cut));
    }

    /// Share of the transition's frames that is cut out.
    private double share(TrialFilm.Range range) {
        int gone = transitions.stream()
                .mapToInt(out -> Math.max(0, Math.min(out.to(), range.to()) - Math.max(out.from(), range.from())))
                .sum();
        return rounded((double) gone / (range.to() - range.from()));
    }

    private static boolean within(TrialFilm.Range range, int cut) {
        return cut >= range.from() - NEAR && cut <= range.to() + NEAR;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
