package genga.bench;

import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.media.Coding;
import genga.media.clip.ShotCutter;
import genga.media.shot.ShotDetection;
import java.nio.file.Path;

/// The most memory that a process of its own holds while it scores and cuts a film: `VmHWM` of Linux.
final class IngestPeak {
    static final int CLIP_SIDE = 1280;

    private IngestPeak() {}

    /// The child's side: prints the peak in KiB.
    public static void main(String[] arguments) {
        Path film = Path.of(arguments[0]);
        cut(film, scores(film), Path.of(arguments[1]));
        System.out.println(PeakMemory.kibibytes("VmHWM"));
    }

    static ShotScores scores(Path film) {
        return ShotDetection.score(film, frames -> {}).scores();
    }

    /// Cuts all shots, one after the other, over each other's files. Returns how many frames were written.
    static int cut(Path film, ShotScores scores, Path folder) {
        ShotCutter.Settings settings = new ShotCutter.Settings(CLIP_SIDE, new Coding.Quality(18), true);
        int frames = 0;
        try (ShotCutter cutter = ShotCutter.open(film, scores, settings)) {
            for (Shot shot : ShotPlan.of(scores, ShotSettings.usual()).shots()) {
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
