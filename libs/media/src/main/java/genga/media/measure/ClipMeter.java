package genga.media.measure;

import genga.media.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures a clip while its frames pass by, in order, at 16 fps.
public final class ClipMeter {
    private static final int MOTION_COLUMNS = 160;
    private static final int DETAIL_COLUMNS = 320;

    private final List<PerceptualHash> hashes = new ArrayList<>();
    private Optional<Letterbox> letterbox = Optional.empty();
    private Optional<Luma> before = Optional.empty();
    private int frames;
    private double motionSum;
    private double motionPeak;
    private double brightnessSum;
    private double sharpest;
    private double colourSum;

    public void add(RgbFrame picture) {
        RgbFrame detail = Luma.small(picture, DETAIL_COLUMNS);
        RgbFrame coarse = Luma.small(detail, MOTION_COLUMNS);
        Luma luma = Luma.of(coarse);
        before.ifPresent(last -> addMotion(luma.difference(last)));
        before = Optional.of(luma);
        brightnessSum += luma.mean();
        sharpest = Math.max(sharpest, Luma.of(detail).sharpness());
        colourSum += colourfulness(coarse);
        hashes.add(PerceptualHash.of(coarse));
        if (letterbox.isEmpty()) {
            letterbox = Optional.of(new Letterbox(picture.size()));
        }
        letterbox.orElseThrow().add(picture.luma());
        frames++;
    }

    private void addMotion(double motion) {
        motionSum += motion;
        motionPeak = Math.max(motionPeak, motion);
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
    public ClipMeasures measures() {
        if (frames == 0) {
            throw new IllegalStateException("a clip needs at least one frame to be measured, got none");
        }
        return new ClipMeasures(
                frames == 1 ? 0 : motionSum / (frames - 1),
                motionPeak,
                brightnessSum / frames,
                sharpest,
                colourSum / frames,
                letterbox.orElseThrow().share(),
                List.of(hashes.getFirst(), hashes.get(frames / 2), hashes.getLast()));
    }
}
