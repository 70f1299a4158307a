package genga.media.sample;

import genga.media.FrameSize;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/// Brushes shared by the painted shots. Sizes are in pixels of the canvas; every random stroke has a fixed seed.
final class Watercolour {
    private Watercolour() {}

    static Color rgb(int packed) {
        return new Color(packed);
    }

    static Color rgb(int packed, int alpha) {
        return new Color(packed >> 16 & 0xff, packed >> 8 & 0xff, packed & 0xff, alpha);
    }

    /// A wash from `top` through `middle` to `bottom`.
    static void wash(Graphics2D brush, Rectangle2D area, Color top, Color middle, Color bottom) {
        brush.setPaint(new LinearGradientPaint(
                0f, (float) area.getMinY(), 0f, (float) area.getMaxY(), new float[] {0f, 0.6f, 1f}, new Color[] {
                    top, middle, bottom
                }));
        brush.fill(area);
    }

    /// Light that fades out with distance from its centre.
    static void glow(Graphics2D brush, double x, double y, double radius, Color colour) {
        Color clear = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        brush.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0f, 1f}, new Color[] {colour, clear}));
        brush.fill(disc(x, y, radius));
    }

    static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /// A cloud of soft puffs, `width` wide, its flat bottom at `y`.
    static void cloud(Graphics2D brush, double x, double y, double width, long seed) {
        Random puffs = new Random(seed);
        for (int puff = 0; puff < 14; puff++) {
            double along = puffs.nextDouble();
            double radius = width * (0.10 + 0.13 * Math.sin(Math.PI * along) * (0.6 + 0.4 * puffs.nextDouble()));
            double up = radius * (0.3 + 0.5 * puffs.nextDouble());
            glow(brush, x + along * width, y - up, radius * 1.25, rgb(0xFFFDF6, 150));
        }
        glow(brush, x + width * 0.5, y - width * 0.02, width * 0.3, rgb(0xD9DDF0, 90));
    }

    /// Ground below a ridge line, `height` giving y for each x.
    static Path2D ground(FrameSize size, double left, double right, DoubleUnaryOperator height) {
        Path2D ground = new Path2D.Double();
        ground.moveTo(left, size.height());
        for (double x = left; x <= right; x += 4) {
            ground.lineTo(x, height.applyAsDouble(x));
        }
        ground.lineTo(right, size.height());
        ground.closePath();
        return ground;
    }

    /// A leafy crown on a trunk, foot at `(x, y)`.
    static void tree(Graphics2D brush, double x, double y, double tall, Color leaf, long seed) {
        brush.setPaint(rgb(0x5B4636));
        brush.fill(new Rectangle2D.Double(x - tall * 0.035, y - tall * 0.45, tall * 0.07, tall * 0.45));
        Random leaves = new Random(seed);
        for (int blob = 0; blob < 16; blob++) {
            double turn = leaves.nextDouble() * 2 * Math.PI;
            double out = Math.sqrt(leaves.nextDouble()) * tall * 0.24;
            double shade = 0.8 + 0.35 * leaves.nextDouble();
            brush.setPaint(shaded(leaf, shade, 190));
            brush.fill(disc(x + Math.cos(turn) * out, y - tall * 0.66 + Math.sin(turn) * out, tall * 0.13));
        }
    }

    static Color shaded(Color colour, double factor, int alpha) {
        return new Color(
                (int) Math.min(255, colour.getRed() * factor),
                (int) Math.min(255, colour.getGreen() * factor),
                (int) Math.min(255, colour.getBlue() * factor),
                alpha);
    }

    /// A bird seen from afar: two wing strokes, `flap` in [-1, 1].
    static void bird(Graphics2D brush, double x, double y, double span, double flap) {
        Path2D wings = new Path2D.Double();
        wings.moveTo(x - span, y - span * 0.55 * flap);
        wings.quadTo(x - span * 0.4, y - span * 0.45, x, y);
        wings.quadTo(x + span * 0.4, y - span * 0.45, x + span, y - span * 0.55 * flap);
        brush.draw(wings);
    }

    /// Paper grain for one painting: a picture to be laid over it, the same in every frame.
    static BufferedImage paper(FrameSize size, long seed) {
        BufferedImage paper = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB);
        Random fibres = new Random(seed);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                double fibre = fibres.nextGaussian();
                int alpha = (int) Math.min(26, Math.abs(fibre) * 9);
                paper.setRGB(x, y, alpha << 24 | (fibre > 0 ? 0xFFF8E8 : 0x3A3020));
            }
        }
        return paper;
    }

    static void lay(Graphics2D brush, BufferedImage paper, double strength) {
        Composite before = brush.getComposite();
        brush.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) strength));
        brush.drawImage(paper, 0, 0, null);
        brush.setComposite(before);
    }
}
