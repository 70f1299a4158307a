package genga.bench;

import genga.bench.IngestSettings.What;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.FrameSize;
import genga.media.Probe;
import genga.media.sample.TrialFilm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Ingest beside PySceneDetect and the `ffmpeg` program: which cuts each finds, and how fast.
///
/// `*_ratio` of scoring is our speed over PySceneDetect's (over 1 is faster), that of cutting is our time over the
/// program's (under 1 is faster).
final class IngestBenchmark {
    private static final FrameSize QUICK_SIZE = new FrameSize(960, 520);

    private final IngestSettings settings;
    private final Optional<SceneDetectPeer> scenes = SceneDetectPeer.find();
    private final Optional<FfmpegPeer> ffmpeg = FfmpegPeer.find();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    IngestBenchmark(IngestSettings settings) {
        this.settings = settings;
    }

    Map<String, Object> run() {
        try {
            Path folder = Files.createTempDirectory("genga-bench-ingest");
            try {
                measure(folder);
            } finally {
                SampleFiles.remove(folder);
            }
        } catch (IOException e) {
            throw new BenchException("no room for the benchmark's files: " + e.getMessage(), e);
        }
        return figures;
    }

    private void measure(Path folder) throws IOException {
        Path film = settings.film().isPresent() ? settings.film().get() : trialFilm(folder);
        ShotScores scores = IngestPeak.scores(film);
        figures.put("benchmark", "ingest");
        figures.put("film", film.getFileName().toString());
        figures.put("size", Probe.film(film).display().toString());
        figures.put("frames", scores.frames().size());
        figures.put("rounds", settings.rounds());
        if (settings.measures(What.DETECT)) {
            detect(film, scores);
        }
        if (settings.measures(What.SCORE)) {
            score(film, scores.frames().size());
        }
        if (settings.measures(What.CUT)) {
            cut(film, scores, folder);
        }
        if (settings.measures(What.MEMORY)) {
            figures.put("peak_rss_mib", IngestPeak.mebibytes(film, folder));
            tell("memory: %s MiB at most".formatted(figures.get("peak_rss_mib")));
        }
    }

    private Path trialFilm(Path folder) {
        Path film = folder.resolve("trial.mp4");
        tell("painting the trial film");
        TrialFilm.write(film, settings.quick() ? QUICK_SIZE : TrialFilm.SIZE);
        return film;
    }

    private void detect(Path film, ShotScores scores) {
        ShotPlan plan = ShotPlan.of(scores, ShotSettings.usual());
        PlainDetectors plain = new PlainDetectors(scores);
        Map<String, FoundCuts> found = new LinkedHashMap<>();
        found.put("genga", new FoundCuts(plan.cuts(), plan.transitions()));
        found.put("content", plain.content());
        found.put("adaptive", plain.adaptive());
        scenes.ifPresent(peer -> {
            for (String detector : new String[] {"content", "adaptive"}) {
                found.put(
                        "pyscenedetect_" + detector,
                        new FoundCuts(peer.detect(film, detector).cuts(), List.of()));
            }
        });
        Map<String, Object> told = new LinkedHashMap<>();
        found.forEach((name, cuts) -> {
            Object shown = settings.film().isPresent() ? cuts.cuts() : cuts.judged();
            told.put(name, shown);
            tell("%-24s %s".formatted(name, shown));
        });
        figures.put("detectors", told);
    }

    private void score(Path film, int frames) {
        Race.Outcome outcome = new Race(
                        settings.rounds(),
                        true,
                        () -> false,
                        Map.of("", () -> IngestPeak.scores(film)),
                        () -> scenes.map(peer -> peer.detect(film, "adaptive").seconds()))
                .run();
        double ours = frames / outcome.ours().get("");
        figures.put("score_fps", rounded(ours));
        outcome.theirs().ifPresent(seconds -> {
            figures.put("pyscenedetect_fps", rounded(frames / seconds));
            figures.put("score_ratio", rounded(ours * seconds / frames));
        });
        tell("scoring: %.0f frames/s, %s times PySceneDetect's adaptive detector"
                .formatted(ours, figures.getOrDefault("score_ratio", "(nothing to compare with)")));
    }

    private void cut(Path film, ShotScores scores, Path folder) {
        ShotPlan plan = ShotPlan.of(scores, ShotSettings.usual());
        FrameSize size = Probe.film(film).display().within(IngestPeak.CLIP_SIDE).even();
        Race.Outcome outcome = new Race(
                        settings.rounds(),
                        true,
                        () -> false,
                        Map.of("", () -> IngestPeak.cut(film, scores, folder)),
                        () -> ffmpeg.map(peer -> {
                            long begin = System.nanoTime();
                            peer.cut(film, plan, scores.rate().perSecond(), size, folder);
                            return (System.nanoTime() - begin) / 1e9;
                        }))
                .run();
        figures.put("cut_seconds", rounded(outcome.ours().get("")));
        outcome.theirs().ifPresent(seconds -> {
            figures.put("ffmpeg_cut_seconds", rounded(seconds));
            figures.put("ffmpeg_encoder", ffmpeg.orElseThrow().encoder());
            figures.put("cut_ratio", rounded(outcome.ours().get("") / seconds));
        });
        tell("cutting: %.2f s, %s times what ffmpeg takes"
                .formatted(outcome.ours().get(""), figures.getOrDefault("cut_ratio", "(nothing to compare with)")));
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }

    private static void tell(String line) {
        System.err.println(line);
    }
}
