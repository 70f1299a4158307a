package genga.gateway.clip;

import genga.gateway.readmodel.ClipBrief;
import genga.gateway.readmodel.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Many clips as a table: names of columns once, then a row for each clip, which is a fifth of what objects would take.
/// What is not known yet is `null`.
record BriefView(List<String> columns, List<List<Object>> rows) {

    private static final List<String> COLUMNS = Stream.concat(
                    Stream.of(
                            "clip",
                            "film",
                            "medium",
                            "shot",
                            "firstFrame",
                            "lastFrame",
                            "standing",
                            "ruling",
                            "captioned"),
                    Arrays.stream(Measure.values()).map(Measure::label))
            .toList();

    static BriefView of(List<ClipBrief> clips) {
        return new BriefView(COLUMNS, clips.stream().map(BriefView::row).toList());
    }

    private static List<Object> row(ClipBrief clip) {
        List<Object> row = new ArrayList<>(COLUMNS.size());
        row.add(clip.clip().value());
        row.add(clip.film().value());
        row.add(clip.medium());
        row.add(clip.shot());
        row.add(clip.span().first());
        row.add(clip.span().last());
        row.add(clip.standing().orElse(null));
        row.add(clip.ruling().orElse(null));
        row.add(clip.captioned());
        for (Measure measure : Measure.values()) {
            row.add(clip.measure(measure).map(value -> value(measure, value)).orElse(null));
        }
        return row;
    }

    /// Four digits behind the point are more than anybody can see.
    private static Object value(Measure measure, double value) {
        return measure == Measure.FRAMES ? (Object) (int) value : (Object) (Math.round(value * 10_000) / 10_000d);
    }
}
