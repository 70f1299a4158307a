package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/// A lake under the moon: thin cloud, a shimmering path of light, fireflies over the reeds.
final class NightLake implements Painting {
    private final FrameSize size;

    NightLake(FrameSize size) {
        this.size = size;
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        double w = size.width();
        double shore = size.height() * 0.56;
        Watercolour.wash(brush, new Rectangle2D.Double(0, 0, w, shore), rgb(0x1E2F5C), rgb(0x3E5C8E), rgb(0x7F97B4));
        stars(brush, seconds, shore);
        Watercolour.glow(brush, w * 0.36, shore * 0.34, 100, rgb(0xDCE6F5, 150));
        brush.setPaint(rgb(0xF6F1DC));
        brush.fill(Watercolour.disc(w * 0.36, shore * 0.34, 24));
        for (int veil = 0; veil < 3; veil++) {
            double x = -140 + veil * 230 + (26 + 6 * veil) * seconds;
            Watercolour.glow(brush, x, shore * (0.30 + 0.16 * veil), 120, rgb(0xAEBFD6, 80));
        }
        brush.setPaint(rgb(0x24385A));
        brush.fill(Watercolour.ground(
                new FrameSize(size.width(), (int) shore + 1),
                0,
                w,
                x -> shore - 20 - 14 * Math.sin(x * 0.017) - 6 * Math.sin(x * 0.05)));
        water(brush, seconds, shore);
        fireflies(brush, seconds);
    }

    private void stars(Graphics2D brush, double seconds, double shore) {
        Random sky = new Random(2);
        for (int star = 0; star < 90; star++) {
            double x = sky.nextDouble() * size.width();
            double y = sky.nextDouble() * shore * 0.8;
            double twinkle = 0.55 + 0.45 * Math.sin(seconds * (2 + 3 * sky.nextDouble()) + star);
            brush.setPaint(rgb(0xFFFFF0, (int) (220 * twinkle)));
            brush.fill(Watercolour.disc(x, y, 0.7 + 0.8 * sky.nextDouble()));
        }
    }

    private void water(Graphics2D brush, double seconds, double shore) {
        double depth = size.height() - shore;
        Watercolour.wash(
                brush,
                new Rectangle2D.Double(0, shore, size.width(), depth),
                rgb(0x6C86A6),
                rgb(0x324F7C),
                rgb(0x172848));
        Random ripples = new Random(6);
        for (int ripple = 0; ripple < 300; ripple++) {
            double near = ripples.nextDouble();
            double x = (ripples.nextDouble() * size.width() + seconds * 26 * (0.3 + near)) % size.width();
            double light = Math.max(0, 1 - Math.abs(x - size.width() * 0.36) / (26 + 70 * near));
            double pulse = 0.5 + 0.5 * Math.sin(seconds * 4 + ripple * 1.7);
            brush.setPaint(rgb(0xE9EDE0, (int) (30 + 190 * light * pulse)));
            brush.setStroke(new BasicStroke((float) (0.8 + 1.6 * near)));
            double y = shore + 2 + near * near * depth;
            brush.draw(new Line2D.Double(x, y, x + 7 + 22 * near, y));
        }
    }

    private void fireflies(Graphics2D brush, double seconds) {
        Random reeds = new Random(9);
        brush.setStroke(new BasicStroke(2.4f));
        brush.setPaint(rgb(0x111C2E));
        for (int reed = 0; reed < 46; reed++) {
            double x = size.width() * (0.62 + 0.38 * reeds.nextDouble());
            double tall = 40 + 60 * reeds.nextDouble();
            double lean = 5 * Math.sin(seconds * 1.5 + x * 0.03);
            brush.draw(new Line2D.Double(x, size.height(), x + lean, size.height() - tall));
        }
        for (int fly = 0; fly < 16; fly++) {
            double x = size.width() * (0.55 + 0.42 * reeds.nextDouble()) + 26 * Math.sin(seconds * 1.3 + fly);
            double y = size.height() * (0.55 + 0.35 * reeds.nextDouble()) + 15 * Math.cos(seconds * 1.7 + 2 * fly);
            double shine = 0.5 + 0.5 * Math.sin(seconds * 3.3 + fly * 1.9);
            Watercolour.glow(brush, x, y, 10, rgb(0xF7E98A, (int) (200 * shine)));
            brush.setPaint(rgb(0xFFFBD0, (int) (255 * shine)));
            brush.fill(Watercolour.disc(x, y, 1.6));
        }
    }
}
