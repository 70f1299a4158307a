package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Morning over a bay: clouds pass, a boat with a red sail crosses the glitter of the sun.
final class Bay implements Painting {
    private static final double HORIZON = 0.58;

    private final FrameSize size;
    private final BufferedImage paper;

    Bay(FrameSize size) {
        this.size = size;
        this.paper = Watercolour.paper(size, 11);
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        double width = size.width();
        double horizon = size.height() * HORIZON;
        Watercolour.wash(
                brush, new Rectangle2D.Double(0, 0, width, horizon), rgb(0x7FB4D8), rgb(0xF5CFA8), rgb(0xFBE3BC));
        double sun = horizon - 46 - 4 * seconds;
        Watercolour.glow(brush, width * 0.68, sun, 120, rgb(0xFFE9B0, 200));
        brush.setPaint(rgb(0xFFF6DC));
        brush.fill(Watercolour.disc(width * 0.68, sun, 19));
        Watercolour.cloud(brush, width * 0.05 + 21 * seconds, horizon * 0.36, 170, 3);
        Watercolour.cloud(brush, width * 0.52 + 15 * seconds, horizon * 0.24, 120, 4);
        Watercolour.cloud(brush, -60 + 27 * seconds, horizon * 0.70, 100, 5);
        brush.setPaint(rgb(0x8FA7B8, 220));
        brush.fill(Watercolour.ground(
                new FrameSize(size.width(), (int) horizon + 1), 0, width * 0.42, x -> horizon - 26 * ridge(x)));
        sea(brush, seconds, horizon);
        boat(brush, width * 0.30 + 18 * seconds, horizon + 40 + 3 * Math.sin(2.2 * seconds), seconds);
        Watercolour.lay(brush, paper, 0.8);
    }

    private double ridge(double x) {
        double along = x / (size.width() * 0.42);
        return Math.max(0, (1 - along) * (0.8 + 0.2 * Math.sin(x * 0.05)));
    }

    private void sea(Graphics2D brush, double seconds, double horizon) {
        double depth = size.height() - horizon;
        Watercolour.wash(
                brush,
                new Rectangle2D.Double(0, horizon, size.width(), depth),
                rgb(0xE9CFA9),
                rgb(0x5F9FB0),
                rgb(0x2F6F8C));
        Random waves = new Random(21);
        for (int wave = 0; wave < 260; wave++) {
            double near = waves.nextDouble();
            double y = horizon + 2 + near * near * depth;
            double drift = (waves.nextDouble() * size.width() + seconds * (14 + 60 * near)) % (size.width() + 80) - 40;
            double swell = 0.5 + 0.5 * Math.sin(seconds * 3.1 + wave);
            double fromSun = Math.abs(drift - size.width() * 0.68) / (30 + 90 * near);
            int alpha = (int) ((fromSun < 1 ? 190 : 70) * swell);
            brush.setPaint(fromSun < 1 ? rgb(0xFFF0C4, alpha) : rgb(0xCFE6E4, alpha));
            brush.setStroke(new BasicStroke((float) (0.8 + 1.8 * near)));
            brush.draw(new Line2D.Double(drift, y, drift + 8 + 30 * near, y));
        }
    }

    private static void boat(Graphics2D brush, double x, double y, double seconds) {
        AffineTransform before = brush.getTransform();
        brush.translate(x, y);
        brush.rotate(0.05 * Math.sin(1.7 * seconds));
        sails(brush);
        Path2D hull = new Path2D.Double();
        hull.moveTo(-38, -8);
        hull.lineTo(40, -8);
        hull.quadTo(30, 9, 18, 9);
        hull.lineTo(-20, 9);
        hull.quadTo(-32, 6, -38, -8);
        brush.setPaint(rgb(0x6A4A36));
        brush.fill(hull);
        brush.setStroke(new BasicStroke(2));
        brush.draw(new Line2D.Double(-1.5, -76, -1.5, -8));
        brush.setTransform(before);
    }

    private static void sails(Graphics2D brush) {
        Path2D sail = new Path2D.Double();
        sail.moveTo(0, -74);
        sail.quadTo(36, -44, 30, -12);
        sail.lineTo(0, -12);
        sail.closePath();
        brush.setPaint(rgb(0xC8503C));
        brush.fill(sail);
        Path2D jib = new Path2D.Double();
        jib.moveTo(-3, -66);
        jib.quadTo(-20, -36, -28, -12);
        jib.lineTo(-3, -12);
        jib.closePath();
        brush.setPaint(rgb(0xF3E2C4));
        brush.fill(jib);
    }
}
