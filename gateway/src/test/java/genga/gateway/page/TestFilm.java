package genga.gateway.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures for the page to show: a landscape that is another for every shot and moves a little from frame to frame.
final class TestFilm {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 270;
    private static final int STRIP_FRAMES = 6;

    private TestFilm() {}

    static byte[] poster(int shot) {
        return jpeg(frame(shot, 0));
    }

    static byte[] strip(int shot) {
        BufferedImage strip = new BufferedImage(WIDTH / 3 * STRIP_FRAMES, HEIGHT / 3, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = strip.createGraphics();
        for (int i = 0; i < STRIP_FRAMES; i++) {
            pen.drawImage(frame(shot, i), i * WIDTH / 3, 0, WIDTH / 3, HEIGHT / 3, null);
        }
        pen.dispose();
        return jpeg(strip);
    }

    static BufferedImage frame(int shot, int time) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = (shot * 0.137f) % 1;
        Color sky = Color.getHSBColor(hue, 0.45f, 0.9f);
        pen.setPaint(new GradientPaint(0, 0, sky, 0, HEIGHT, Color.getHSBColor(hue + 0.12f, 0.25f, 0.98f)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(new Color(255, 250, 225, 230));
        pen.fill(new Ellipse2D.Double(60.0 + shot * 47 % 300 + time * 6, 40, 56, 56));
        for (int ridge = 0; ridge < 3; ridge++) {
            pen.setColor(Color.getHSBColor(hue + 0.3f + ridge * 0.03f, 0.4f, 0.6f - ridge * 0.15f));
            pen.fill(ridge(shot, ridge, time));
        }
        pen.setColor(new Color(30, 30, 40));
        pen.setStroke(new BasicStroke(3));
        pen.drawLine(380 - time * 4, HEIGHT, 380 - time * 4, 120 + shot * 5);
        pen.fillOval(364 - time * 4, 96 + shot * 5, 32, 38);
        pen.dispose();
        return picture;
    }

    private static Path2D ridge(int shot, int ridge, int time) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 8) {
            double wave = Math.sin((x + time * (2 + 3 * ridge)) * 0.012 * (ridge + 1) + shot * 1.7 + ridge);
            path.lineTo(x, HEIGHT * (0.55 + 0.13 * ridge) + wave * 22);
        }
        path.lineTo(WIDTH, HEIGHT);
        path.closePath();
        return path;
    }

    private static byte[] jpeg(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
