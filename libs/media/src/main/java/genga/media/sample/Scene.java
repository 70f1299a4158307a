package genga.media.sample;

import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;

/// One painted picture, larger than the frame, with a camera over it and a lantern drifting through it.
final class Scene {
    /// Share of the height under each black bar.
    private static final double BAR = 0.115;
    private static final int SHAPES = 160;

    /// How the picture is filmed.
    enum Camera {
        CALM,
        ZOOM,
        GRAIN,
        PAN,
        LETTERBOX,
        SHAKE
    }

    private final FrameSize size;
    private final Camera camera;
    private final int seed;
    private final RgbFrame canvas;

    Scene(FrameSize size, Camera camera, int seed) {
        this.size = size;
        this.camera = camera;
        this.seed = seed;
        this.canvas = painted(new FrameSize(size.width() * 5 / 4, size.height() * 5 / 4), seed);
    }

    private static RgbFrame painted(FrameSize size, int seed) {
        Random random = new Random(97L * seed + 5);
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = seed * 0.37f % 1;
        pen.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.5f, 0.9f), 0, size.height(), Color.getHSBColor(hue + 0.2f, 0.6f, 0.4f)));
        pen.fillRect(0, 0, size.width(), size.height());
        for (int shape = 0; shape < SHAPES; shape++) {
            float near = (float) shape / SHAPES;
            Color tone = Color.getHSBColor(
                    hue + 0.3f * random.nextFloat(),
                    0.3f + 0.6f * random.nextFloat(),
                    0.2f + 0.75f * random.nextFloat());
            pen.setColor(new Color(tone.getRed(), tone.getGreen(), tone.getBlue(), 150));
            double width = size.width() * (0.22 - 0.19 * near) * (0.4 + random.nextDouble());
            double x = random.nextDouble() * size.width() - width / 2;
            double y = random.nextDouble() * size.height() - width / 2;
            pen.fill(
                    shape % 3 == 0
                            ? new Rectangle2D.Double(x, y, width, width / 2)
                            : new Ellipse2D.Double(x, y, width, width * 0.7));
        }
        pen.dispose();
        return Stills.of(image);
    }

    /// The picture `frame` frames into the scene.
    RgbFrame at(int frame) {
        double unit = size.width() / 1920.0;
        Random random = new Random(seed * 4099L + frame);
        return switch (camera) {
            case CALM -> lantern(cropped(10 + (int) (frame * unit / 2), 10, 1), frame);
            case ZOOM -> cropped(0, 0, 1.2 - 0.002 * frame);
            case GRAIN -> grained(cropped(0, 0, 1), random);
            case PAN -> cropped((int) Math.round(3 * frame * unit), 10, 1);
            case LETTERBOX -> boxed(cropped(0, 0, 1.2 - 0.002 * frame));
            case SHAKE ->
                cropped(
                        (int) ((60 + random.nextGaussian() * 12) * unit),
                        (int) ((60 + random.nextGaussian() * 12) * unit),
                        1);
        };
    }

    /// What the camera sees from (left, top), each step of it `step` pixels of the painting.
    private RgbFrame cropped(int left, int top, double step) {
        int x = Math.clamp(left, 0, canvas.size().width() - size.width());
        int y = Math.clamp(top, 0, canvas.size().height() - size.height());
        byte[] rgb = new byte[size.pixels() * 3];
        for (int row = 0, out = 0; row < size.height(); row++) {
            int line = (y + (int) (row * step)) * canvas.size().width() + x;
            if (step == 1) {
                System.arraycopy(canvas.rgb(), line * 3, rgb, out, size.width() * 3);
                out += size.width() * 3;
                continue;
            }
            for (int column = 0; column < size.width(); column++, out += 3) {
                int at = (line + (int) (column * step)) * 3;
                rgb[out] = canvas.rgb()[at];
                rgb[out + 1] = canvas.rgb()[at + 1];
                rgb[out + 2] = canvas.rgb()[at + 2];
            }
        }
        return new RgbFrame(size, rgb);
    }

    private RgbFrame lantern(RgbFrame picture, int frame) {
        int radius = size.width() / 16;
        int centreX = size.width() / 4 + frame * size.width() / 300;
        int centreY = size.height() / 2 + (int) (Math.sin(frame / 9.0) * size.height() / 12);
        for (int y = Math.max(0, centreY - radius); y < Math.min(size.height(), centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x < Math.min(size.width(), centreX + radius); x++) {
                int away = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
                if (away < radius * radius) {
                    int at = (y * size.width() + x) * 3;
                    picture.rgb()[at] = (byte) (250 - 60 * away / (radius * radius));
                    picture.rgb()[at + 1] = (byte) (200 - 120 * away / (radius * radius));
                    picture.rgb()[at + 2] = 60;
                }
            }
        }
        return picture;
    }

    private static RgbFrame grained(RgbFrame picture, Random random) {
        byte[] grain = new byte[picture.rgb().length / 3];
        random.nextBytes(grain);
        for (int pixel = 0, at = 0; pixel < grain.length; pixel++) {
            int lighter = grain[pixel] >> 5;
            for (int end = at + 3; at < end; at++) {
                picture.rgb()[at] = (byte) Math.clamp((picture.rgb()[at] & 0xff) + lighter, 0, 255);
            }
        }
        return picture;
    }

    private RgbFrame boxed(RgbFrame picture) {
        int bar = (int) Math.round(BAR * size.height()) * size.width() * 3;
        Arrays.fill(picture.rgb(), 0, bar, (byte) 0);
        Arrays.fill(picture.rgb(), picture.rgb().length - bar, picture.rgb().length, (byte) 0);
        return picture;
    }
}
