package genga.media.measure;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.media.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Measures a clip while its frames pass by, in order, at 16 fps. Small copies of the frames will do: nothing is looked
/// at in more than 320 columns but black bars.
public final class ClipMeter {
    /// Columns of the finest raster that is looked at.
    public static final int DETAIL_COLUMNS = 320;

    private static final int MOTION_COLUMNS = 160;
    /// Mean luma difference up to which two frames are the same but for grain.
    private static final double SAME = 0.3;

    private final List<PerceptualHash> hashes = new ArrayList<>();
    private final List<Double> brightness = new ArrayList<>();
    private final CameraMeter camera = new CameraMeter(FrameRate.WAN);
    private Optional<Letterbox> letterbox = Optional.empty();
    private Optional<Luma> before = Optional.empty();
    private double motionSum;
    private double motionPeak;
    private int same;
    private double sharpest;
    private double colourSum;

    /// Returns the frame's sharpness.
    public double add(RgbFrame picture) {
        RgbFrame detail = Luma.small(picture, DETAIL_COLUMNS);
        RgbFrame coarse = Luma.small(detail, MOTION_COLUMNS);
        Luma luma = Luma.of(coarse);
        before.ifPresent(last -> addMotion(luma.difference(last)));
        before = Optional.of(luma);
        brightness.add(luma.mean());
        double sharpness = Luma.of(detail).sharpness();
        sharpest = Math.max(sharpest, sharpness);
        colourSum += colourfulness(coarse);
        hashes.add(PerceptualHash.of(coarse));
        camera.add(coarse);
        if (letterbox.isEmpty()) {
            letterbox = Optional.of(new Letterbox(picture.size()));
        }
        letterbox.orElseThrow().add(picture.luma());
        return sharpness;
    }

    private void addMotion(double motion) {
        motionSum += motion;
        motionPeak = Math.max(motionPeak, motion);
        same += motion < SAME ? 1 : 0;
    }

    /// `M3 = sqrt(s_rg^2 + s_yb^2) + 0.3 sqrt(m_rg^2 + m_yb^2)` with `rg = R - G`, `yb = (R + G) / 2 - B`, means m and
    /// standard deviations s over the picture (Hasler and Suesstrunk, 2003).
    private static double colourfulness(RgbFrame picture) {
        byte[] rgb = picture.rgb();
        double[] sums = new double[4];
        for (int at = 0; at < rgb.length; at += 3) {
            double red = rgb[at] & 0xff;
            double green = rgb[at + 1] & 0xff;
            double redGreen = red - green;
            double yellowBlue = (red + green) / 2 - (rgb[at + 2] & 0xff);
            sums[0] += redGreen;
            sums[1] += redGreen * redGreen;
            sums[2] += yellowBlue;
            sums[3] += yellowBlue * yellowBlue;
        }
        int n = rgb.length / 3;
        double meanRedGreen = sums[0] / n;
        double meanYellowBlue = sums[2] / n;
        double variance = sums[1] / n - meanRedGreen * meanRedGreen + sums[3] / n - meanYellowBlue * meanYellowBlue;
        return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(meanRedGreen, meanYellowBlue);
    }

    /// The measures of all frames so far.
    ///
    /// @param transition largest content score inside the clip, which whoever read the film knows
    public ClipMeasures measures(double transition) {
        if (brightness.isEmpty()) {
            throw new IllegalStateException("a clip needs at least one frame to be measured, got none");
        }
        int frames = brightness.size();
        return new ClipMeasures(
                frames == 1
                        ? ClipMeasures.Motion.NONE
                        : new ClipMeasures.Motion(motionSum / (frames - 1), motionPeak, (double) same / (frames - 1)),
                transition,
                new ClipMeasures.Tone(mean(brightness), flicker(), sharpest, colourSum / frames),
                letterbox.orElseThrow().share(),
                OptionalDouble.empty(),
                camera.motion(),
                hashes.getFirst().toString() + hashes.get(frames / 2) + hashes.getLast());
    }

    /// Mean absolute second difference of the frames' mean luma.
    private double flicker() {
        double sum = 0;
        for (int i = 2; i < brightness.size(); i++) {
            sum += Math.abs(brightness.get(i) - 2 * brightness.get(i - 1) + brightness.get(i - 2));
        }
        return brightness.size() < 3 ? 0 : sum / (brightness.size() - 2);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
