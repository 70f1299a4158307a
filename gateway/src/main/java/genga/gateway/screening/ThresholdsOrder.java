package genga.gateway.screening;

import genga.contracts.vocabulary.ScreeningThresholds;

/// Thresholds as a person asks for them; those left out stay as they are.
record ThresholdsOrder(
        Integer leastFrames,
        MotionOrder motion,
        Double mostTransition,
        Double mostLetterbox,
        Double leastBrightness,
        Double mostFlicker,
        Double leastSharpness,
        Double mostOverlay,
        Integer duplicateDistance) {

    ScreeningThresholds over(ScreeningThresholds now) {
        return new ScreeningThresholds(
                leastFrames == null ? now.leastFrames() : leastFrames,
                motion == null ? now.motion() : motion.over(now.motion()),
                or(mostTransition, now.mostTransition()),
                or(mostLetterbox, now.mostLetterbox()),
                or(leastBrightness, now.leastBrightness()),
                or(mostFlicker, now.mostFlicker()),
                or(leastSharpness, now.leastSharpness()),
                or(mostOverlay, now.mostOverlay()),
                duplicateDistance == null ? now.duplicateDistance() : duplicateDistance);
    }

    private static double or(Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    /// How much must, and may, move.
    record MotionOrder(Double least, Double calm, Double fast) {

        ScreeningThresholds.Motion over(ScreeningThresholds.Motion now) {
            return new ScreeningThresholds.Motion(or(least, now.least()), or(calm, now.calm()), or(fast, now.fast()));
        }
    }
}
