package genga.gateway.planning;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.DatasetPart.FrameExtraction;
import genga.contracts.vocabulary.Medium;
import genga.gateway.readmodel.ClipBrief;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a part of a dataset makes of the kept clips.
///
/// @param fits clips that give every fragment the part asks for
/// @param lost clips that do not
record PartFit(DatasetPart part, int fits, List<Lost> lost) {

    /// @param needed frames for the first fragment that is lost
    /// @param reason in one sentence
    record Lost(ClipId clip, int frames, int needed, String reason) {}

    static PartFit of(DatasetPart part, List<ClipBrief> kept) {
        List<Lost> lost = new ArrayList<>();
        int fits = 0;
        for (ClipBrief clip : kept) {
            if (clip.medium() == part.medium()) {
                Optional<Lost> reason = part.medium() == Medium.STILL ? Optional.empty() : lost(part, clip);
                reason.ifPresent(lost::add);
                fits += reason.isPresent() ? 0 : 1;
            }
        }
        return new PartFit(part, fits, lost);
    }

    /// A fragment is lost where the clip is shorter; with `uniform`, also where two fragments would begin at the same
    /// frame and so be one.
    private static Optional<Lost> lost(DatasetPart part, ClipBrief clip) {
        if (part.extraction() == FrameExtraction.FULL) {
            return Optional.empty();
        }
        int frames = clip.frames();
        for (int target : part.targetFrames().stream().sorted().toList()) {
            if (frames < target) {
                return Optional.of(new Lost(
                        clip.clip(), frames, target, "%d frames give no fragment of %d".formatted(frames, target)));
            }
            int needed = target + part.samples() - 1;
            if (part.extraction() == FrameExtraction.UNIFORM && frames < needed) {
                return Optional.of(new Lost(
                        clip.clip(),
                        frames,
                        needed,
                        "some of its %d fragments of %d frames would begin at the same frame"
                                .formatted(part.samples(), target)));
            }
        }
        return Optional.empty();
    }
}
