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
        return sorted.length == 0
                ? new Histogram(measure.label(), List.of(), threshold, 0)
                : new Histogram(
                        measure.label(), counted(measure, measured, axis(sorted, bins)), threshold, measured.size());
    }

    /// Even bins from the lowest on, `width` wide, and where the last of them ends.
    private record Axis(double from, double width, int bins, double highest) {

        int bin(double value) {
            return (int) Math.min(bins - 1, (value - from) / width);
        }

        double to(int bin) {
            double even = from + (bin + 1) * width;
            return bin == bins - 1 ? Math.max(highest, even) : even;
        }
    }

    private static Axis axis(double[] sorted, int bins) {
        double from = sorted[0];
        double highest = sorted[sorted.length - 1];
        double even = sorted[(int) Math.ceil(EVEN * sorted.length) - 1];
        double reach = even > from ? even - from : Math.max(1e-6, highest - from);
        return new Axis(from, reach / bins, bins, highest);
    }

    private static List<Bin> counted(Measure measure, List<ClipBrief> clips, Axis axis) {
        int[] all = new int[axis.bins()];
        int[] kept = new int[axis.bins()];
        for (ClipBrief clip : clips) {
            int bin = axis.bin(clip.measure(measure).orElseThrow());
            all[bin]++;
            kept[bin] += clip.kept() ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < axis.bins(); bin++) {
            bins.add(new Bin(axis.from() + bin * axis.width(), axis.to(bin), all[bin], kept[bin]));
        }
        return bins;
    }
}
