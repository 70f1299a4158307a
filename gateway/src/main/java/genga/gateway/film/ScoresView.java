package genga.gateway.film;

import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;

/// The scores of a part of a film, the highest of each stretch: a cut is one frame high, and no zoom must lose it.
///
/// @param frames  of the whole film
/// @param stretch frames that one point stands for; the last point may stand for fewer
/// @param ratio   to the mean of the neighbours, with the usual window
record ScoresView(
        int from, int to, int frames, FrameRate rate, int stretch, float[] content, float[] ratio, float[] luma) {

    static ScoresView of(ShotScores scores, FrameRange part, int points) {
        int stretch = (part.frames() + points - 1) / points;
        int made = (part.frames() + stretch - 1) / stretch;
        int window = ShotSettings.usual().window();
        float[] content = new float[made];
        float[] ratio = new float[made];
        float[] luma = new float[made];
        for (int frame = part.from(); frame < part.to(); frame++) {
            int point = (frame - part.from()) / stretch;
            ShotScores.Row row = scores.frames().get(frame);
            content[point] = Math.max(content[point], rounded(row.change().content()));
            ratio[point] = Math.max(ratio[point], rounded(scores.ratio(frame, window)));
            luma[point] = Math.max(luma[point], rounded(row.tone().luma()));
        }
        return new ScoresView(
                part.from(), part.to(), scores.frames().size(), scores.rate(), stretch, content, ratio, luma);
    }

    private static float rounded(double value) {
        return Math.round(value * 100) / 100f;
    }
}
