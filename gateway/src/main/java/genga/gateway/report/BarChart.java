package genga.gateway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A bar chart as shapes, for the page to draw as SVG. Everything is in units of a view box.
///
/// @param width  of the view box
/// @param height of the view box
/// @param base   where bars stand
/// @param marks  vertical lines across the chart: thresholds
record BarChart(int width, int height, int base, List<Bar> bars, List<Tick> ticks, List<Mark> marks) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int TOP = 18;
    private static final int BASE = 190;
    private static final int LEFT = 6;
    private static final int RIGHT = 714;
    private static final int WIDEST = 110;
    private static final int MOST_TICKS = 14;

    /// One bar, in two layers.
    ///
    /// @param y      top of the whole
    /// @param partY  top of the part that stands out
    /// @param title  shown when pointed at
    /// @param centre where a label goes
    /// @param label  above the bar; empty for none
    record Bar(
            String x,
            String y,
            String width,
            String height,
            String partY,
            String partHeight,
            String title,
            String centre,
            String label) {}

    record Tick(String x, String label) {}

    record Mark(String x, String label) {}

    /// A bar's numbers.
    ///
    /// @param part what of them stands out
    /// @param tick below the bar
    record Value(int all, int part, String tick, String title) {}

    static BarChart of(List<Value> values, boolean labelled) {
        return of(values, labelled, List.of());
    }

    /// @param places of marks: 0 is the left end of the first bar, the number of values the right end of the last
    static BarChart of(List<Value> values, boolean labelled, List<Place> places) {
        int highest = Math.max(1, values.stream().mapToInt(Value::all).max().orElse(1));
        double step = Math.min(WIDEST, (double) (RIGHT - LEFT) / Math.max(1, values.size()));
        int every = Math.max(1, (int) Math.ceil((double) values.size() / MOST_TICKS));
        List<Bar> bars = new ArrayList<>();
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bars.add(bar(values.get(i), LEFT + i * step, step, (double) (BASE - TOP) / highest, labelled));
            if (i % every == 0) {
                ticks.add(
                        new Tick(number(LEFT + (i + 0.5) * step), values.get(i).tick()));
            }
        }
        List<Mark> marks = places.stream()
                .map(place -> new Mark(number(LEFT + place.at() * step), place.label()))
                .toList();
        return new BarChart(WIDTH, HEIGHT, BASE, bars, ticks, marks);
    }

    /// @param unit height of one clip
    private static Bar bar(Value value, double x, double step, double unit, boolean labelled) {
        double gap = Math.min(6, step * 0.15);
        double tall = value.all() * unit;
        double part = value.part() * unit;
        return new Bar(
                number(x + gap / 2),
                number(BASE - tall),
                number(step - gap),
                number(tall),
                number(BASE - part),
                number(part),
                value.title(),
                number(x + step / 2),
                labelled && value.all() > 0 ? String.valueOf(value.all()) : "");
    }

    /// Where a mark stands, in bars.
    record Place(double at, String label) {

        /// A value's place on an axis of even bars; nothing where it lies outside of it.
        static OptionalDouble on(double from, double width, int bars, double value) {
            double at = (value - from) / width;
            return at >= 0 && at <= bars ? OptionalDouble.of(at) : OptionalDouble.empty();
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
