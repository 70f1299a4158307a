package genga.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/// Finds text over a picture with a text detection model of the PP-OCR family (differentiable binarisation, Liao et
/// al.,
/// 2020): subtitles, captions, logos.
///
/// Input `[1, 3, H, W]`, sides divisible by 32, planes in the order blue, green, red (PaddleOCR reads pictures so),
/// normalised by means and deviations of ImageNet in the order red, green, blue (so was it trained); output
/// `[1, 1, H, W]`, the probability that a pixel lies in the core of a line of text.
public final class TextOverlay implements AutoCloseable {
    private static final int LONGEST_SIDE = 640;
    private static final int MULTIPLE = 32;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final OnnxModel model;

    private TextOverlay(OnnxModel model) {
        this.model = model;
    }

    /// @throws UnusableModel when the file is not there or is another model
    public static TextOverlay open(Path file) {
        return new TextOverlay(OnnxModel.open(file, "a text detector such as PP-OCRv4's", 0, 3, 0, 0));
    }

    /// Share of the picture that lies under text, 0 to 1.
    public double share(RgbFrame picture) {
        FrameSize size = size(picture.size());
        OnnxModel.Output found = model.run(tensor(Resampling.area(picture, size), size));
        if (found.values().length != size.pixels()) {
            throw new UnusableModel("text detector: expected a map of %d pixels for %s, found %d; give another file"
                    .formatted(size.pixels(), size, found.values().length));
        }
        return (double) TextLines.area(found.values(), size) / size.pixels();
    }

    private static FrameSize size(FrameSize from) {
        FrameSize within = from.within(LONGEST_SIDE);
        return new FrameSize(rounded(within.width()), rounded(within.height()));
    }

    private static int rounded(int side) {
        return Math.max(MULTIPLE, Math.round((float) side / MULTIPLE) * MULTIPLE);
    }

    private OnnxTensor tensor(RgbFrame picture, FrameSize size) {
        float[] planes = new float[3 * size.pixels()];
        byte[] rgb = picture.rgb();
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                float value = (rgb[pixel * 3 + 2 - channel] & 0xff) / 255f;
                planes[channel * size.pixels() + pixel] = (value - MEAN[channel]) / DEVIATION[channel];
            }
        }
        try {
            long[] shape = {1, 3, size.height(), size.width()};
            return OnnxTensor.createTensor(model.environment(), FloatBuffer.wrap(planes), shape);
        } catch (OrtException e) {
            throw new IllegalStateException("a picture for the text detector", e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
