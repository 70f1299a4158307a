package genga.ingest;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Films of a second or two that take no time to make: coloured blocks that drift, other ones in each scene.
public final class TinyFilm {
    private static final FrameSize SIZE = new FrameSize(96, 64);
    private static final int BLOCK = 12;

    private TinyFilm() {}

    /// @param frames of the scene, at 24 frames per second
    /// @param seed of its picture
    public record Scene(int frames, long seed) {}

    /// The scenes with hard cuts between them.
    public static byte[] of(Scene... scenes) {
        return film(FrameRate.of(24), scenes);
    }

    public static byte[] film(FrameRate rate, Scene... scenes) {
        try {
            Path file = Files.createTempFile("tiny", ".mp4");
            try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(SIZE, rate))) {
                for (Scene scene : scenes) {
                    for (int frame = 0; frame < scene.frames(); frame++) {
                        encoder.add(picture(scene.seed(), frame));
                    }
                }
                encoder.finish();
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] png(long seed) {
        return Stills.png(picture(seed, 0));
    }

    /// A black picture in two colours, which takes no room.
    static byte[] blankPng(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] jpeg(long seed) {
        return Stills.jpeg(picture(seed, 0));
    }

    private static RgbFrame picture(long seed, int frame) {
        int columns = SIZE.width() / BLOCK + 1;
        byte[] colours = new byte[columns * (SIZE.height() / BLOCK + 1) * 3];
        new Random(seed).nextBytes(colours);
        byte[] rgb = new byte[SIZE.pixels() * 3];
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                int block = y / BLOCK * columns + (x + frame) % SIZE.width() / BLOCK;
                System.arraycopy(colours, block * 3, rgb, (y * SIZE.width() + x) * 3, 3);
            }
        }
        return new RgbFrame(SIZE, rgb);
    }
}
