package genga.curation.shot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Fades and dissolves: changes too slow to stand out from one frame to the next.
///
/// Two tests mark frames. A run that is all black (or all white) is widened for as long as brightness goes on rising
/// away from it. And where the picture halfway through half a second is the middle between the pictures at both ends,
/// one picture turns into the other everywhere at once, as in a dissolve; moving edges and cuts do not do that.
final class Transitions {
    private static final float BLACK = 12;
    private static final float WHITE = 243;
    private static final float FLAT = 8;
    /// Change of mean luma over two frames that still belongs to a fade.
    private static final float FADING = 0.6f;

    private static final float LEAST_DRIFT = 20;
    private static final float MOST_BEND = 0.15f;

    private final List<ShotScores.Row> frames;
    private final int gap;
    private final int longest;
    private final HardCuts hard;
    private final BitSet marked = new BitSet();

    private Transitions(ShotScores scores, HardCuts hard) {
        this.frames = scores.frames();
        this.gap = Math.clamp(scores.rate().frames(0.5), 4, 60) / 2 * 2;
        this.longest = Math.max(4, scores.rate().frames(3));
        this.hard = hard;
    }

    static List<Shot> find(ShotScores scores, HardCuts hard) {
        Transitions transitions = new Transitions(scores, hard);
        transitions.markFades();
        transitions.markDrifts();
        return transitions.runs();
    }

    private void markFades() {
        for (int frame = 0; frame < frames.size(); frame++) {
            if (blank(frame) && !blank(frame - 1)) {
                int end = frame;
                while (end < frames.size() && blank(end)) {
                    end++;
                }
                marked.set(slope(frame, -1), slope(end - 1, 1) + 1);
                frame = end;
            }
        }
    }

    private boolean blank(int frame) {
        if (frame < 0 || frame >= frames.size() || hard.flashes().get(frame)) {
            return false;
        }
        ShotScores.Tone tone = frames.get(frame).tone();
        return tone.contrast() < FLAT && (tone.luma() < BLACK || tone.luma() > WHITE);
    }

    /// Walks from the edge of a blank run while the picture goes on getting less blank; the last frame of that slope.
    private int slope(int edge, int direction) {
        boolean dark = frames.get(edge).tone().luma() < BLACK;
        int frame = edge;
        for (int steps = 0; steps < longest; steps++) {
            int ahead = frame + 2 * direction;
            int boundary = direction > 0 ? frame + 1 : frame;
            if (ahead < 0 || ahead >= frames.size() || hard.cuts().contains(boundary)) {
                break;
            }
            float rise =
                    frames.get(ahead).tone().luma() - frames.get(frame).tone().luma();
            if ((dark ? rise : -rise) < FADING) {
                break;
            }
            frame += direction;
        }
        return frame;
    }

    private void markDrifts() {
        for (int frame = gap; frame < frames.size(); frame++) {
            ShotScores.Change change = frames.get(frame).change();
            if (change.drift() >= LEAST_DRIFT && change.bend() <= MOST_BEND) {
                markDrift(frame - gap + 1, frame + 1);
            }
        }
    }

    /// Marks `[from, to)` without its quiet ends, which are still the shot before or already the shot after.
    private void markDrift(int from, int to) {
        float mean = 0;
        for (int at = from; at < to; at++) {
            mean += frames.get(at).change().step() / (to - from);
        }
        int start = from;
        int end = to;
        while (start < end && frames.get(start).change().step() < mean / 2) {
            start++;
        }
        while (end > start && frames.get(end - 1).change().step() < mean / 2) {
            end--;
        }
        if (end > start) {
            marked.set(start, end);
        }
    }

    private List<Shot> runs() {
        List<Shot> runs = new ArrayList<>();
        for (int from = marked.nextSetBit(0); from >= 0; ) {
            int to = Math.min(marked.nextClearBit(from), frames.size());
            runs.add(new Shot(from, to));
            from = marked.nextSetBit(to);
        }
        return runs;
    }
}
