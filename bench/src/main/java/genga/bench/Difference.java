package genga.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// How far two results lie apart: both sides must do the same work for their times to mean anything.
final class Difference {
    private Difference() {}

    /// The values of a file of raw fp32.
    static float[] read(Path file) {
        try {
            FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] floats = new float[values.remaining()];
            values.get(floats);
            return floats;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer " + file + " could not be read", e);
        }
    }

    /// `‖ours - theirs‖ / ‖theirs‖`.
    static double relative(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            throw new BenchException("the two sides do not do the same work: %d values against %d"
                    .formatted(ours.length, theirs.length));
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < ours.length; i++) {
            double d = (double) ours[i] - theirs[i];
            difference += d * d;
            size += (double) theirs[i] * theirs[i];
        }
        return Math.sqrt(difference / size);
    }

    /// Peak signal to noise in dB of pictures with values from -1 to 1.
    static double decibel(float[] ours, float[] theirs) {
        double squares = 0;
        for (int i = 0; i < ours.length; i++) {
            double d = (double) ours[i] - theirs[i];
            squares += d * d;
        }
        return 10 * Math.log10(4 * ours.length / squares);
    }
}
