package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/// Long grass and poppies in the wind, a butterfly passing.
final class Meadow implements Painting {
    private final FrameSize size;

    Meadow(FrameSize size) {
        this.size = size;
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        double w = size.width();
        double h = size.height();
        Watercolour.wash(brush, new Rectangle2D.Double(0, 0, w, h), rgb(0x9AD0D8), rgb(0xE6EDC0), rgb(0x9CBF62));
        Watercolour.cloud(brush, 60 + 14 * seconds, h * 0.28, 150, 81);
        Watercolour.cloud(brush, 300 + 14 * seconds, h * 0.20, 120, 82);
        brush.setPaint(rgb(0x9DBB6E));
        brush.fill(Watercolour.ground(size, 0, w, x -> h * 0.52 + 9 * Math.sin(x * 0.013)));
        Random blades = new Random(5);
        for (int row = 0; row < 6; row++) {
            for (int blade = 0; blade < 120; blade++) {
                blade(brush, blades, row, seconds);
            }
        }
        butterfly(brush, 60 + 84 * seconds, h * 0.40 + 22 * Math.sin(2.1 * seconds), seconds);
    }

    private void blade(Graphics2D brush, Random blades, int row, double seconds) {
        double x = blades.nextDouble() * (size.width() + 40) - 20;
        double foot = size.height() * (0.68 + 0.075 * row);
        double tall = (30 + 9 * row) * (0.7 + 0.6 * blades.nextDouble());
        double gust = Math.sin(seconds * 2.4 - x * 0.014 + row * 0.4);
        double lean = (7 + 3 * row) * gust + 4 * Math.sin(seconds * 5 + x);
        Path2D stem = new Path2D.Double();
        stem.moveTo(x, foot);
        stem.quadTo(x + lean * 0.2, foot - tall * 0.6, x + lean, foot - tall);
        brush.setStroke(new BasicStroke(1.2f + 0.3f * row, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        brush.setPaint(Watercolour.shaded(rgb(0x86A94C), 1.12 - 0.09 * row + 0.15 * blades.nextDouble(), 225));
        brush.draw(stem);
        if (blades.nextInt(9) == 0) {
            brush.setPaint(blades.nextBoolean() ? rgb(0xD9483B, 240) : rgb(0xF3EDE0, 240));
            brush.fill(Watercolour.disc(x + lean, foot - tall, 2.6 + 0.7 * row));
        }
    }

    private static void butterfly(Graphics2D brush, double x, double y, double seconds) {
        double open = 0.35 + 0.65 * Math.abs(Math.sin(8 * seconds));
        AffineTransform before = brush.getTransform();
        brush.translate(x, y);
        brush.rotate(-0.2);
        brush.setPaint(rgb(0xE8913A));
        brush.fill(new Ellipse2D.Double(-14 * open, -13, 14 * open, 15));
        brush.fill(new Ellipse2D.Double(0, -13, 14 * open, 15));
        brush.setPaint(rgb(0xF3C25E));
        brush.fill(new Ellipse2D.Double(-10 * open, 0, 10 * open, 10));
        brush.fill(new Ellipse2D.Double(0, 0, 10 * open, 10));
        brush.setPaint(rgb(0x4A3328));
        brush.fill(new Ellipse2D.Double(-1.2, -10, 2.4, 18));
        brush.setTransform(before);
    }
}
