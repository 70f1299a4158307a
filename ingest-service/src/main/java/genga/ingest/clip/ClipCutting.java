package genga.ingest.clip;

import genga.contracts.vocabulary.ClipId;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
import genga.ingest.IngestConfig;
import genga.media.Coding;
import genga.media.clip.ShotCutter;
import java.nio.file.Path;

/// Cuts the shots of one film, in one pass, into clips of exactly 16 frames per second and a still each.
public final class ClipCutting implements AutoCloseable {
    private final ShotCutter cutter;
    private final Path folder;

    /// @param film the source file, whose frames `scores` describes
    /// @param folder where files are written; those of one clip are gone when the next is cut
    public ClipCutting(Path film, ShotScores scores, IngestConfig.Clips config, Path folder) {
        Coding master = switch (config.master()) {
            case H264 -> new Coding.Quality(config.quantizer());
            case FFV1 -> new Coding.Exact();
        };
        this.cutter =
                ShotCutter.open(film, scores, new ShotCutter.Settings(config.longestSide(), master, config.cropBars()));
        this.folder = folder;
    }

    /// Cuts one shot. The same film, shot and settings give the same bytes.
    public CutClip cut(Shot shot, ClipId clip) {
        ShotCutter.Cut cut = cutter.cut(shot, clip.value(), folder);
        ShotCutter.Sharpest still = cut.still();
        return new CutClip(
                cut.frames(),
                cut.size(),
                cut.master(),
                cut.preview(),
                cut.poster(),
                cut.strip(),
                cut.measures(),
                new ProposedStill(still.frame(), still.size(), still.picture(), still.poster(), still.measures()));
    }

    @Override
    public void close() {
        cutter.close();
    }
}
