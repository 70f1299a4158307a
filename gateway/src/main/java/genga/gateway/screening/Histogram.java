package genga.gateway.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.curation.screening.Screening;
import genga.gateway.readmodel.ClipBrief;
import genga.gateway.readmodel.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How one measure is distributed over the clips.
///
/// @param measure   its name in the API
/// @param bins      even, but for the last, which reaches to the highest
/// @param threshold what of the criteria concerns it
/// @param clips     that have the measure
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Histogram(String measure, List<Bin> bins, Threshold threshold, int clips) {

    /// Share of the clips that lie in the even bins; a few that measure ten times as much must not flatten the rest.
    private static final double EVEN = 0.99;

    /// @param to   the end, not included but in the last bin
    /// @param kept those of the clips that stand as kept
    public record Bin(double from, double to, int clips, int kept) {}

    /// @param low  under it a clip is not kept
    /// @param high over it a clip is not kept
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Threshold(OptionalDouble low, OptionalDouble high) {

        private static final Threshold NONE = new Threshold(OptionalDouble.empty(), OptionalDouble.empty());

        private static Threshold low(double value) {
            return new Threshold(OptionalDouble.of(value), OptionalDouble.empty());
        }

        private static Threshold high(double value) {
            return new Threshold(OptionalDouble.empty(), OptionalDouble.of(value));
        }

        public static Threshold of(Measure measure, Medium medium, Criteria criteria) {
            ScreeningThresholds thresholds = criteria.thresholds();
            boolean moves = medium == Medium.CLIP;
            return switch (measure) {
                case FRAMES -> moves ? low(new Screening(thresholds, criteria.parts()).leastFrames()) : NONE;
                case MOTION ->
                    moves
                            ? new Threshold(
                                    OptionalDouble.of(thresholds.motion().least()),
                                    OptionalDouble.of(thresholds.motion().fast()))
                            : NONE;
                case TRANSITION -> moves ? high(thresholds.mostTransition()) : NONE;
                case FLICKER -> moves ? high(thresholds.mostFlicker()) : NONE;
                case BRIGHTNESS -> low(thresholds.leastBrightness());
                case SHARPNESS -> low(thresholds.leastSharpness());
                case LETTERBOX -> high(thresholds.mostLetterbox());
                case OVERLAY -> high(thresholds.mostOverlay());
                case PEAK, STATIC_SHARE, COLOURFULNESS -> NONE;
            };
        }
    }

    public static Histogram of(Measure measure, int bins, List<ClipBrief> clips, Threshold threshold) {
        List<ClipBrief> measured =
                clips.stream().filter(clip -> clip.measure(measure).isPresent()).toList();
        double[] sorted = measured.stream()
                .mapToDouble(clip -> clip.measure(measure).orElseThrow())
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Histogram(measure.label(), List.of(), threshold, 0);
        }
        double from = sorted[0];
        double highest = sorted[sorted.length - 1];
        double even = sorted[(int) Math.ceil(EVEN * sorted.length) - 1];
        double width = even > from ? (even - from) / bins : Math.max(1e-6, highest - from) / bins;
        int[] all = new int[bins];
        int[] kept = new int[bins];
        for (ClipBrief clip : measured) {
            int bin = (int) Math.min(bins - 1, (clip.measure(measure).orElseThrow() - from) / width);
            all[bin]++;
            kept[bin] += clip.kept() ? 1 : 0;
        }
        List<Bin> made = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            double to = bin == bins - 1 ? Math.max(highest, from + bins * width) : from + (bin + 1) * width;
            made.add(new Bin(from + bin * width, to, all[bin], kept[bin]));
        }
        return new Histogram(measure.label(), made, threshold, measured.size());
    }
}
