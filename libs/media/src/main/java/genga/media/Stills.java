package genga.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Pictures as files: JPEG, PNG, and a strip of several frames side by side.
public final class Stills {
    private static final float QUALITY = 0.9f;

    private Stills() {}

    /// A JPEG of quality 90.
    public static byte[] jpeg(RgbFrame picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(picture), null, null), quality);
        } catch (IOException impossible) {
            throw new UncheckedIOException("could not write a JPEG to memory", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A lossless PNG.
    public static byte[] png(RgbFrame picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(picture), "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("could not write a PNG to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /// Pictures of one size side by side, first on the left.
    public static RgbFrame strip(List<RgbFrame> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("a strip needs at least one picture, got none");
        }
        FrameSize one = pictures.getFirst().size();
        FrameSize whole = new FrameSize(one.width() * pictures.size(), one.height());
        byte[] rgb = new byte[whole.pixels() * 3];
        for (int i = 0; i < pictures.size(); i++) {
            for (int y = 0; y < one.height(); y++) {
                int to = (y * whole.width() + i * one.width()) * 3;
                System.arraycopy(pictures.get(i).rgb(), y * one.width() * 3, rgb, to, one.width() * 3);
            }
        }
        return new RgbFrame(whole, rgb);
    }

    static BufferedImage image(RgbFrame picture) {
        int width = picture.size().width();
        int height = picture.size().height();
        int[] packed = new int[picture.size().pixels()];
        byte[] rgb = picture.rgb();
        for (int i = 0, at = 0; i < packed.length; i++, at += 3) {
            packed[i] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, packed, 0, width);
        return image;
    }

    /// An AWT picture as an [RgbFrame].
    public static RgbFrame of(BufferedImage image) {
        FrameSize size = new FrameSize(image.getWidth(), image.getHeight());
        int[] packed = image.getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
        byte[] rgb = new byte[size.pixels() * 3];
        for (int i = 0, at = 0; i < packed.length; i++, at += 3) {
            rgb[at] = (byte) (packed[i] >> 16);
            rgb[at + 1] = (byte) (packed[i] >> 8);
            rgb[at + 2] = (byte) packed[i];
        }
        return new RgbFrame(size, rgb);
    }
}
