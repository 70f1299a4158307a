package genga.gateway.readmodel;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Ruling;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A clip in one narrow row: enough for lists, charts and judging anew, without its objects and its caption.
///
/// @param standing what counts: `Kept` or `Rejected` where a person ruled, else the verdict's label
/// @param measures those known; frames are always
/// @param hash     perceptual hashes, empty before screening
public record ClipBrief(
        ClipId clip,
        FilmId film,
        Medium medium,
        int shot,
        Span span,
        Resolution resolution,
        Optional<String> standing,
        Optional<String> verdict,
        Optional<Ruling> ruling,
        boolean captioned,
        Map<Measure, Double> measures,
        String hash) {

    /// Frames of the film, counted from 0.
    ///
    /// @param last included
    public record Span(long first, long last) {}

    public int frames() {
        return measures.get(Measure.FRAMES).intValue();
    }

    public boolean kept() {
        return standing.filter("Kept"::equals).isPresent();
    }

    public Optional<Double> measure(Measure measure) {
        return Optional.ofNullable(measures.get(measure));
    }

    /// The measures as screening reads them, without the camera's motion; empty before screening.
    public Optional<ClipMeasures> judged() {
        if (!measures.containsKey(Measure.MOTION)) {
            return Optional.empty();
        }
        Double overlay = measures.get(Measure.OVERLAY);
        return Optional.of(new ClipMeasures(
                new ClipMeasures.Motion(
                        measures.get(Measure.MOTION), measures.get(Measure.PEAK), measures.get(Measure.STATIC_SHARE)),
                measures.get(Measure.TRANSITION),
                new ClipMeasures.Tone(
                        measures.get(Measure.BRIGHTNESS),
                        measures.get(Measure.FLICKER),
                        measures.get(Measure.SHARPNESS),
                        measures.get(Measure.COLOURFULNESS)),
                measures.get(Measure.LETTERBOX),
                overlay == null ? OptionalDouble.empty() : OptionalDouble.of(overlay),
                CameraMotion.UNKNOWN,
                hash));
    }
}
