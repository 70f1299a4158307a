package genga.bench;

import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.Coding;
import genga.media.clip.ShotCutter;
import genga.media.shot.ShotDetection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that a process of its own holds while it scores and cuts a film: `VmHWM` of Linux.
final class IngestPeak {
    private static final int CLIP_SIDE = 1280;

    private IngestPeak() {}

    /// The child's side: prints the peak in KiB.
    public static void main(String[] arguments) throws IOException {
        Path film = Path.of(arguments[0]);
        cut(film, scores(film), Path.of(arguments[1]));
        System.out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow());
    }

    static ShotScores scores(Path film) {
        return ShotDetection.score(film, frames -> {}).scores();
    }

    /// Cuts all shots, one after the other, over each other's files. Returns how many frames were written.
    static int cut(Path film, ShotScores scores, Path folder) {
        ShotCutter.Settings settings = new ShotCutter.Settings(CLIP_SIDE, new Coding.Quality(18), true);
        int frames = 0;
        try (ShotCutter cutter = ShotCutter.open(film, scores, settings)) {
            for (var shot : ShotPlan.of(scores, ShotSettings.usual()).shots()) {
                frames += cutter.cut(shot, "bench", folder).frames();
            }
        }
        return frames;
    }

    /// Our side: MiB.
    static long mebibytes(Path film, Path folder) {
        return Long.parseLong(ChildJvm.run(IngestPeak.class, film.toString(), folder.toString())) >> 10;
    }
}
