package genga.media.sample;

import static genga.media.sample.Watercolour.rgb;

import genga.media.FrameSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A pan to the right over green hills, painted once on a long sheet that slides past.
final class Hills implements Painting {
    /// Pixels per second that the camera moves to the right: 2.5 a frame at 24 fps.
    static final double PAN = 60;

    private static final double SHEET = 860;

    private final FrameSize size;
    private final BufferedImage sheet;

    Hills(FrameSize size) {
        this.size = size;
        this.sheet = new BufferedImage((int) SHEET, size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = sheet.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        paintSheet(brush);
        brush.dispose();
    }

    private void paintSheet(Graphics2D brush) {
        double h = size.height();
        Watercolour.wash(brush, new Rectangle2D.Double(0, 0, SHEET, h), rgb(0x5FA3D6), rgb(0xBFE0EA), rgb(0xF2F1DA));
        for (int cloud = 0; cloud < 6; cloud++) {
            Watercolour.cloud(
                    brush, 20 + cloud * 150, h * (0.22 + 0.09 * (cloud % 3)), 110 + 30 * (cloud % 2), 40 + cloud);
        }
        ridge(brush, 0.52, 26, 0.011, rgb(0x8FB4B4));
        ridge(brush, 0.62, 22, 0.016, rgb(0x7DAE7C));
        ridge(brush, 0.74, 20, 0.010, rgb(0x5F9A58));
        village(brush, h);
        ridge(brush, 0.86, 12, 0.021, rgb(0x4B8146));
        Random flowers = new Random(8);
        for (int flower = 0; flower < 420; flower++) {
            Color petal = flowers.nextInt(3) == 0 ? rgb(0xF4E36B, 230) : rgb(0xF7F3EC, 220);
            brush.setPaint(petal);
            double y = h * (0.89 + 0.11 * flowers.nextDouble());
            brush.fill(Watercolour.disc(flowers.nextDouble() * SHEET, y, 0.8 + 1.3 * flowers.nextDouble()));
        }
    }

    private void ridge(Graphics2D brush, double level, double swing, double pitch, Color colour) {
        double y = size.height() * level;
        Path2D ground = Watercolour.ground(
                size,
                0,
                SHEET,
                x -> y + swing * Math.sin(x * pitch + level * 40) + swing * 0.4 * Math.sin(x * pitch * 2.7 + 1));
        brush.setPaint(colour);
        brush.fill(ground);
        Random strokes = new Random((long) (level * 1000));
        brush.setClip(ground);
        for (int stroke = 0; stroke < 160; stroke++) {
            double at = strokes.nextDouble();
            brush.setPaint(Watercolour.shaded(colour, 0.88 + 0.26 * strokes.nextDouble(), 90));
            brush.fill(Watercolour.disc(strokes.nextDouble() * SHEET, y + at * 70, 4 + 12 * strokes.nextDouble()));
        }
        brush.setClip(null);
    }

    private static void village(Graphics2D brush, double h) {
        for (int tree = 0; tree < 17; tree++) {
            double x = 30 + tree * 51 + 14 * Math.sin(tree * 2.3);
            Watercolour.tree(brush, x, h * (0.86 + 0.02 * (tree % 3)), 46 + 9 * (tree % 4), rgb(0x3F7A45), 60 + tree);
        }
        for (int house = 0; house < 5; house++) {
            double x = 110 + house * 158;
            double y = h * 0.80;
            brush.setPaint(rgb(0xEFE3CC));
            brush.fill(new Rectangle2D.Double(x, y, 34, 22));
            Path2D roof = new Path2D.Double();
            roof.moveTo(x - 5, y);
            roof.lineTo(x + 17, y - 17);
            roof.lineTo(x + 39, y);
            roof.closePath();
            brush.setPaint(house % 2 == 0 ? rgb(0xB8543F) : rgb(0x8A5A4A));
            brush.fill(roof);
            brush.setPaint(rgb(0x5C6F86));
            brush.fill(new Rectangle2D.Double(x + 7, y + 6, 6, 7));
            brush.fill(new Rectangle2D.Double(x + 21, y + 6, 6, 7));
        }
    }

    @Override
    public void paint(Graphics2D brush, double seconds) {
        AffineTransform before = brush.getTransform();
        brush.translate(-PAN * seconds, 0);
        brush.drawImage(sheet, 0, 0, null);
        brush.setPaint(rgb(0x39424E));
        brush.setStroke(new BasicStroke(1.8f));
        for (int bird = 0; bird < 5; bird++) {
            double x = 150 + bird * 34 + 95 * seconds;
            double y = 74 + 13 * (bird % 3) + 5 * Math.sin(seconds * 1.6 + bird);
            Watercolour.bird(brush, x, y, 9, Math.sin(seconds * 9 + bird * 1.3));
        }
        brush.setTransform(before);
    }
}
