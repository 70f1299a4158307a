package genga.gateway.report;

import genga.gateway.screening.Histogram;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The report as a page that stands alone: no script, nothing to load, for the screen in light or dark and for paper.
final class ReportPage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /// Lines of a table; the rest stands in the JSON.
    private static final int LINES = 400;

    private ReportPage() {}

    /// What the page shows beside the report's own numbers.
    ///
    /// @param films      with standings in words
    /// @param when       it was made, in words
    /// @param duplicates with their posters
    /// @param more       losses that are not listed
    record Content(
            Report report,
            List<Report.Film> films,
            String style,
            String when,
            BarChart ladder,
            BarChart frames,
            BarChart motion,
            BarChart losses,
            List<TwinPictures> duplicates,
            List<Report.Loss> lost,
            int more,
            Figures figures) {}

    /// @param clips of any standing
    /// @param words of a caption, on average
    record Figures(int clips, int kept, String words) {

        static Figures of(Report report) {
            return new Figures(
                    report.standings().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    report.standings().getOrDefault("Kept", 0),
                    String.format(Locale.ROOT, "%.0f", report.captions().words().mean()));
        }
    }

    /// @param picture       as a `data:` address, empty where there is none
    /// @param otherPicture  of the one it looks like
    record TwinPictures(Report.Twin twin, String picture, String otherPicture) {}

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance report(Content content);
    }

    static String render(Report report, String style, List<TwinPictures> duplicates) {
        return Templates.report(content(report, style, duplicates)).render();
    }

    static Content content(Report report, String style, List<TwinPictures> duplicates) {
        List<Report.Loss> lost =
                report.lost().stream().limit(LINES).map(ReportPage::inWords).toList();
        return new Content(
                report,
                report.films().stream().map(ReportPage::inWords).toList(),
                style,
                DAY.format(report.at()),
                ladder(report),
                frames(report),
                motion(report.motion()),
                losses(report),
                duplicates,
                lost,
                report.lost().size() - lost.size(),
                Figures.of(report));
    }

    private static Report.Loss inWords(Report.Loss loss) {
        return new Report.Loss(loss.clip(), loss.film(), StandingWords.of(loss.standing()), loss.reason());
    }

    private static Report.Film inWords(Report.Film film) {
        Map<String, Integer> lost = new TreeMap<>();
        film.lost().forEach((standing, clips) -> lost.put(StandingWords.of(standing), clips));
        return new Report.Film(
                film.film(),
                film.name(),
                film.frames(),
                film.rate(),
                film.resolution(),
                film.shots(),
                film.kept(),
                film.stills(),
                lost,
                film.warnings());
    }

    private static BarChart ladder(Report report) {
        return BarChart.of(
                report.ladder().stream()
                        .map(rung -> new BarChart.Value(
                                rung.clips() + rung.lost(),
                                rung.clips(),
                                String.valueOf(rung.frames()),
                                "%d frames: %d clips long enough, %d too short"
                                        .formatted(rung.frames(), rung.clips(), rung.lost())))
                        .toList(),
                false);
    }

    /// Kept clips by the highest rung of the ladder that they reach: what each would be used at.
    private static BarChart frames(Report report) {
        int[] clips = new int[22];
        report.frames().forEach((frames, count) -> clips[Math.min(21, Math.max(0, (frames - 1) / 4))] += count);
        List<BarChart.Value> values = new ArrayList<>();
        for (int rung = 0; rung < clips.length; rung++) {
            int from = 4 * rung + 1;
            String range = rung == 21 ? from + " and more" : "%d to %d".formatted(from, from + 3);
            values.add(new BarChart.Value(
                    clips[rung],
                    clips[rung],
                    rung == 21 ? from + "+" : String.valueOf(from),
                    "%s frames: %d clips".formatted(range, clips[rung])));
        }
        return BarChart.of(values, true);
    }

    private static BarChart motion(Histogram motion) {
        List<BarChart.Value> values = motion.bins().stream()
                .map(bin -> new BarChart.Value(
                        bin.clips(),
                        bin.kept(),
                        String.format(Locale.ROOT, "%.1f", bin.from()),
                        String.format(
                                Locale.ROOT,
                                "%.2f to %.2f: %d clips, %d kept",
                                bin.from(),
                                bin.to(),
                                bin.clips(),
                                bin.kept())))
                .toList();
        List<BarChart.Place> places = new ArrayList<>();
        if (!motion.bins().isEmpty()) {
            mark(motion, motion.threshold().low(), "least", places);
            mark(motion, motion.threshold().high(), "fast", places);
        }
        return BarChart.of(values, false, places);
    }

    private static void mark(Histogram motion, OptionalDouble value, String label, List<BarChart.Place> places) {
        Histogram.Bin first = motion.bins().getFirst();
        value.ifPresent(at -> BarChart.Place.on(
                        first.from(), first.to() - first.from(), motion.bins().size(), at)
                .ifPresent(place -> places.add(new BarChart.Place(place, "%s %s".formatted(label, at)))));
    }

    private static BarChart losses(Report report) {
        return BarChart.of(
                report.standings().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("Kept"))
                        .map(entry -> new BarChart.Value(
                                entry.getValue(),
                                0,
                                StandingWords.of(entry.getKey()),
                                "%s: %d clips".formatted(StandingWords.of(entry.getKey()), entry.getValue())))
                        .toList(),
                true);
    }
}
