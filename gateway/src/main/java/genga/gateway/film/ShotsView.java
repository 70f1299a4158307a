package genga.gateway.film;

import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import java.util.List;

/// Where shots lie with some settings, what lies between them, and where the shots in force are.
///
/// @param frames of the film
/// @param cuts   first frames of new pictures
/// @param flashes changes that are no cuts, since the film looks as before right after
/// @param scraps stretches too short to be a shot
record ShotsView(
        ShotSettings settings,
        int frames,
        FrameRate rate,
        List<FrameRange> shots,
        List<Integer> cuts,
        List<FrameRange> transitions,
        List<FrameRange> flashes,
        List<FrameRange> scraps,
        List<FrameRange> current) {

    static ShotsView of(ShotSettings settings, ShotScores scores, ShotPlan plan, List<FrameRange> current) {
        return new ShotsView(
                settings,
                scores.frames().size(),
                scores.rate(),
                ranges(plan.shots()),
                plan.cuts(),
                ranges(plan.transitions()),
                ranges(ShotPlan.flashes(scores, settings)),
                ranges(plan.scraps()),
                current);
    }

    private static List<FrameRange> ranges(List<Shot> shots) {
        return shots.stream()
                .map(shot -> new FrameRange(shot.from(), shot.to()))
                .toList();
    }
}
