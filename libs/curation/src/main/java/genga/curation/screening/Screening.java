package genga.curation.screening;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.contracts.vocabulary.Verdict.Review.Doubt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges a clip by its measures alone. The first threshold it breaks decides: what cannot be mended comes before what
/// a person may overlook, and doubts come last.
public final class Screening {
    private final ScreeningThresholds thresholds;
    private final int leastFrames;

    /// @param parts dataset parts in force: a clip shorter than the shortest moving fragment among them is of no use;
    ///     without any, the thresholds say
    public Screening(ScreeningThresholds thresholds, List<DatasetPart> parts) {
        this.thresholds = thresholds;
        OptionalInt shortest = parts.stream()
                .filter(part -> part.medium() == Medium.CLIP)
                .flatMapToInt(part -> part.shortestMoving().stream())
                .min();
        this.leastFrames = shortest.orElse(thresholds.leastFrames());
    }

    /// Frames that a clip needs.
    public int leastFrames() {
        return leastFrames;
    }

    /// @param frames decoded frames of the clip, at 16 fps
    public Verdict clip(int frames, ClipMeasures measures) {
        ClipMeasures.Motion motion = measures.motion();
        if (frames < leastFrames) {
            return new Verdict.TooShort(frames, leastFrames);
        }
        if (motion.mean() < thresholds.motion().least()) {
            return refusedLook(measures)
                    .orElse(new Verdict.TooStatic(
                            motion.mean(), thresholds.motion().least()));
        }
        if (measures.transition() > thresholds.mostTransition()) {
            return refusedLook(measures)
                    .orElse(new Verdict.FastTransition(measures.transition(), thresholds.mostTransition()));
        }
        return refusedLook(measures).orElseGet(() -> doubted(measures));
    }

    /// @param measures of the one picture
    public Verdict still(ClipMeasures measures) {
        return refusedLook(measures).orElseGet(() -> soft(measures));
    }

    private Optional<Verdict> refusedLook(ClipMeasures measures) {
        if (measures.tone().brightness() < thresholds.leastBrightness()) {
            return Optional.of(new Verdict.Dark(measures.tone().brightness(), thresholds.leastBrightness()));
        }
        if (measures.letterbox() > thresholds.mostLetterbox()) {
            return Optional.of(new Verdict.Letterboxed(measures.letterbox(), thresholds.mostLetterbox()));
        }
        double overlay = measures.overlay().orElse(0);
        return overlay > thresholds.mostOverlay()
                ? Optional.of(new Verdict.Overlay(overlay, thresholds.mostOverlay()))
                : Optional.empty();
    }

    private Verdict doubted(ClipMeasures measures) {
        double motion = measures.motion().mean();
        if (motion < thresholds.motion().calm()) {
            return new Verdict.Review(
                    Doubt.BARELY_MOVING, motion, thresholds.motion().calm());
        }
        if (motion > thresholds.motion().fast()) {
            return new Verdict.Review(
                    Doubt.VERY_FAST, motion, thresholds.motion().fast());
        }
        double flicker = measures.tone().flicker();
        return flicker > thresholds.mostFlicker()
                ? new Verdict.Review(Doubt.FLICKERING, flicker, thresholds.mostFlicker())
                : soft(measures);
    }

    private Verdict soft(ClipMeasures measures) {
        double sharpness = measures.tone().sharpness();
        return sharpness < thresholds.leastSharpness()
                ? new Verdict.Review(Doubt.SOFT, sharpness, thresholds.leastSharpness())
                : new Verdict.Kept();
    }
}
