package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// A house at dusk, nothing moving but the film's grain.
final class House implements Painting {
    private static final int GRAINS = 4;

    private final FrameSize size;
    private final BufferedImage[] grain = new BufferedImage[GRAINS];

    House(FrameSize size) {
        this.size = size;
        for (int i = 0; i < GRAINS; i++) {
            grain[i] = Watercolour.paper(size, 90 + i);
        }
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        double w = size.width();
        double h = size.height();
        Watercolour.wash(brush, new Rectangle2D.Double(0, 0, w, h), rgb(0x35456F), rgb(0xC77F86), rgb(0xF0B48A));
        brush.setPaint(rgb(0x54506F));
        brush.fill(Watercolour.ground(size, 0, w, x -> h * 0.66 - 24 * Math.sin(x * 0.012)));
        brush.setPaint(rgb(0x39404F));
        brush.fill(Watercolour.ground(size, 0, w, x -> h * 0.80 + 6 * Math.sin(x * 0.02)));
        Watercolour.tree(brush, 92, h * 0.84, 128, rgb(0x2C3C46), 31);
        Watercolour.tree(brush, 430, h * 0.86, 104, rgb(0x2F4049), 32);
        walls(brush, h);
        int frame = (int) Math.round(seconds * SampleFilm.RATE.perSecond());
        Watercolour.lay(brush, grain[Math.floorMod(frame * 7 / 3, GRAINS)], 0.35);
    }

    private static void walls(Graphics2D brush, double h) {
        brush.setPaint(rgb(0x6B5360));
        brush.fill(new Rectangle2D.Double(186, h * 0.54, 150, h * 0.31));
        Path2D roof = new Path2D.Double();
        roof.moveTo(170, h * 0.55);
        roof.lineTo(214, h * 0.33);
        roof.lineTo(308, h * 0.33);
        roof.lineTo(352, h * 0.55);
        roof.closePath();
        brush.setPaint(rgb(0x43303C));
        brush.fill(roof);
        brush.fill(new Rectangle2D.Double(286, h * 0.25, 16, 34));
        for (int window = 0; window < 3; window++) {
            double x = 200 + 45 * window;
            Watercolour.glow(brush, x + 13, h * 0.655, 34, rgb(0xFFC873, 110));
            brush.setPaint(rgb(0xFFD58A));
            brush.fill(new Rectangle2D.Double(x, h * 0.61, 26, 26));
            brush.setPaint(rgb(0x6B5360));
            brush.fill(new Rectangle2D.Double(x + 12, h * 0.61, 2, 26));
            brush.fill(new Rectangle2D.Double(x, h * 0.655, 26, 2));
        }
    }
}
