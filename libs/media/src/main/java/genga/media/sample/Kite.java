package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// A kite close by against the sky, for less than a second.
final class Kite implements Painting {
    private final FrameSize size;
    private final BufferedImage paper;

    Kite(FrameSize size) {
        this.size = size;
        this.paper = Watercolour.paper(size, 17);
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        double w = size.width();
        double h = size.height();
        Watercolour.wash(brush, new Rectangle2D.Double(0, 0, w, h), rgb(0x2E6FB7), rgb(0x62A8DE), rgb(0xA8D6EE));
        Watercolour.cloud(brush, 40 - 50 * seconds, h * 0.82, 230, 71);
        Watercolour.cloud(brush, 330 - 50 * seconds, h * 0.62, 190, 72);
        AffineTransform before = brush.getTransform();
        brush.translate(w * 0.46 + 60 * seconds, h * 0.42 - 26 * seconds);
        brush.rotate(0.35 + 0.12 * Math.sin(6 * seconds));
        tail(brush, seconds);
        quarter(brush, -46, -66, 0xE4583E);
        quarter(brush, 46, -66, 0xF2B23A);
        quarter(brush, -46, 78, 0xF6E7C8);
        quarter(brush, 46, 78, 0xD8453F);
        brush.setTransform(before);
        Watercolour.lay(brush, paper, 0.7);
    }

    private static void quarter(Graphics2D brush, double side, double end, int colour) {
        Path2D cloth = new Path2D.Double();
        cloth.moveTo(0, 0);
        cloth.lineTo(side, -8);
        cloth.lineTo(0, end);
        cloth.closePath();
        brush.setPaint(rgb(colour));
        brush.fill(cloth);
    }

    private static void tail(Graphics2D brush, double seconds) {
        Path2D line = new Path2D.Double();
        line.moveTo(0, 78);
        for (int knot = 1; knot <= 24; knot++) {
            line.lineTo(13 * Math.sin(knot * 0.55 - 9 * seconds), 78 + knot * 5.5);
        }
        brush.setPaint(rgb(0x7A3B54));
        brush.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        brush.draw(line);
    }
}
