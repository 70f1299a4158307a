package genga.media.shot;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.ShotScores;
import genga.media.RgbFrame;
import java.util.ArrayList;
import java.util.List;

/// Scores small pictures as they come. Keeps half a second of them, whatever the film's length.
final class FrameScorer {
    /// A change smaller than this is no candidate for a cut, so nobody asks whether it was a flash.
    private static final float WORTH_A_LOOK = 8;

    private final int gap;
    private final int burst;
    private final List<Small> recent = new ArrayList<>();
    private final List<ShotScores.Row> rows = new ArrayList<>();

    private record Small(HsvFrame hsv, CoarseGrid grid) {}

    /// @param rate nominal frame rate; a drift is looked for over half a second, a flash over a quarter
    FrameScorer(FrameRate rate) {
        this.gap = Math.clamp(rate.frames(0.5), 4, 60) / 2 * 2;
        this.burst = Math.clamp(rate.frames(0.25), 2, 30);
    }

    void add(ShotDetection.Seen frame) {
        RgbFrame picture = frame.picture();
        HsvFrame hsv = HsvFrame.of(picture);
        Small now = new Small(hsv, CoarseGrid.of(picture));
        rows.add(new ShotScores.Row(
                frame.timestamp(), change(now), tone(picture), ShotScores.Rebound.NONE, frame.bars()));
        recent.add(now);
        if (recent.size() > gap + 1) {
            recent.removeFirst();
        }
        updateRebounds(now);
    }

    private ShotScores.Change change(Small now) {
        if (recent.isEmpty()) {
            return new ShotScores.Change(0, 0, 0, 0);
        }
        Small before = recent.getLast();
        Small longBefore = recent.get(Math.max(0, recent.size() - gap));
        Small halfway = recent.get(Math.max(0, recent.size() - gap / 2));
        return new ShotScores.Change(
                now.hsv().contentChange(before.hsv()),
                now.grid().change(before.grid()),
                now.grid().change(longBefore.grid()),
                halfway.grid().offCentre(longBefore.grid(), now.grid()));
    }

    private static ShotScores.Tone tone(RgbFrame picture) {
        long sum = 0;
        long squares = 0;
        byte[] luma = picture.luma();
        for (byte pixel : luma) {
            int value = pixel & 0xff;
            sum += value;
            squares += (long) value * value;
        }
        double mean = (double) sum / luma.length;
        double variance = Math.max(0, (double) squares / luma.length - mean * mean);
        return new ShotScores.Tone((float) mean, (float) Math.sqrt(variance));
    }

    /// For each recent jump: is this frame like the one before the jump?
    private void updateRebounds(Small now) {
        int last = rows.size() - 1;
        for (int after = 1; after <= burst; after++) {
            int jump = last - after;
            int before = recent.size() - 2 - after;
            if (jump < 1 || before < 0) {
                return;
            }
            ShotScores.Row row = rows.get(jump);
            if (row.change().content() >= WORTH_A_LOOK) {
                float likeness = now.hsv().contentChange(recent.get(before).hsv());
                if (likeness < row.rebound().content()) {
                    rows.set(
                            jump,
                            new ShotScores.Row(
                                    row.timestamp(),
                                    row.change(),
                                    row.tone(),
                                    new ShotScores.Rebound(likeness, after),
                                    row.bars()));
                }
            }
        }
    }

    List<ShotScores.Row> rows() {
        return rows;
    }
}
