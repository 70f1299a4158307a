package genga.curation.shot;

import genga.contracts.vocabulary.FrameRate;
import java.util.ArrayList;
import java.util.List;

/// The scores of a film's frames as JSON, column by column, which is a tenth of what rows would take.
///
/// @param timeBase numerator and denominator of a second
/// @param rate numerator and denominator of the nominal frames per second
/// @param end when the last frame ceases to be shown
/// @param timestamps one per frame, like every column that follows
/// @param boundaries empty where no learned detector looked
public record ScoresDocument(
        int[] timeBase, int[] rate, long end, long[] timestamps, Columns columns, Loss loss, float[] boundaries) {
    public ScoresDocument {
        boundaries = boundaries == null ? new float[0] : boundaries;
    }

    /// The names are those of [ShotScores]' rows.
    public record Columns(
            float[] content,
            float[] step,
            float[] drift,
            float[] bend,
            float[] luma,
            float[] contrast,
            float[] rebound,
            int[] after,
            Edges edges) {
        private static Columns sized(int frames) {
            return new Columns(
                    new float[frames],
                    new float[frames],
                    new float[frames],
                    new float[frames],
                    new float[frames],
                    new float[frames],
                    new float[frames],
                    new int[frames],
                    new Edges(new int[frames], new int[frames], new int[frames], new int[frames]));
        }

        private void set(int frame, ShotScores.Row row) {
            content[frame] = row.change().content();
            step[frame] = row.change().step();
            drift[frame] = row.change().drift();
            bend[frame] = row.change().bend();
            luma[frame] = row.tone().luma();
            contrast[frame] = row.tone().contrast();
            rebound[frame] = row.rebound().content();
            after[frame] = row.rebound().after();
            edges.set(frame, row.bars());
        }

        private ShotScores.Row row(int frame, long timestamp) {
            return new ShotScores.Row(
                    timestamp,
                    new ShotScores.Change(content[frame], step[frame], drift[frame], bend[frame]),
                    new ShotScores.Tone(luma[frame], contrast[frame]),
                    new ShotScores.Rebound(rebound[frame], after[frame]),
                    edges.bars(frame));
        }
    }

    /// Black bars, in stored pixels.
    public record Edges(int[] top, int[] bottom, int[] left, int[] right) {
        private void set(int frame, Bars bars) {
            top[frame] = bars.top();
            bottom[frame] = bars.bottom();
            left[frame] = bars.left();
            right[frame] = bars.right();
        }

        private Bars bars(int frame) {
            return new Bars(top[frame], bottom[frame], left[frame], right[frame]);
        }
    }

    /// @param sentence what of the film could not be read; empty when all could
    public record Loss(String sentence) {}

    public static ScoresDocument of(ShotScores scores, String loss) {
        int frames = scores.frames().size();
        Columns columns = Columns.sized(frames);
        for (int frame = 0; frame < frames; frame++) {
            columns.set(frame, scores.frames().get(frame));
        }
        return new ScoresDocument(
                new int[] {scores.base().numerator(), scores.base().denominator()},
                new int[] {scores.rate().numerator(), scores.rate().denominator()},
                scores.end(),
                scores.timestamps(0, frames),
                columns,
                new Loss(loss),
                floats(scores.boundaries()));
    }

    public ShotScores scores() {
        List<ShotScores.Row> rows = new ArrayList<>(timestamps.length);
        for (int frame = 0; frame < timestamps.length; frame++) {
            rows.add(columns.row(frame, timestamps[frame]));
        }
        List<Float> learned = new ArrayList<>(boundaries.length);
        for (float boundary : boundaries) {
            learned.add(boundary);
        }
        return new ShotScores(
                new TimeBase(timeBase[0], timeBase[1]), new FrameRate(rate[0], rate[1]), end, rows, learned);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
