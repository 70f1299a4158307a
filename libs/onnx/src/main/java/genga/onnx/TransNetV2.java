package genga.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.shot.BoundaryDetector;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// TransNetV2 (Soucek and Lokoc, 2020): for each frame the probability that the picture changes into another one after
/// it. It looks at windows of 100 frames of 48x27 pixels, of which the middle 50 count; the first frame is repeated 25
/// times before the film and the last one after it.
///
/// Input `[1, 100, 27, 48, 3]` red, green, blue in 0..255, bytes or floats; output `[1, 100, 1]`.
public final class TransNetV2 implements BoundaryDetector {
    private static final FrameSize SIZE = new FrameSize(48, 27);
    private static final int WINDOW = 100;
    private static final int MARGIN = 25;
    private static final int STEP = WINDOW - 2 * MARGIN;

    private final OnnxModel model;
    private final List<byte[]> window = new ArrayList<>();
    private final List<float[]> done = new ArrayList<>();
    private int frames;

    private TransNetV2(OnnxModel model) {
        this.model = model;
    }

    /// @throws UnusableModel when the file is not there or is another model
    public static TransNetV2 open(Path file) {
        return new TransNetV2(OnnxModel.open(file, "TransNetV2", 0, WINDOW, SIZE.height(), SIZE.width(), 3));
    }

    @Override
    public void add(RgbFrame picture) {
        byte[] small = Resampling.area(picture, SIZE).rgb();
        for (int i = 0; frames == 0 && i < MARGIN; i++) {
            window.add(small);
        }
        push(small);
        frames++;
    }

    private void push(byte[] small) {
        window.add(small);
        if (window.size() == WINDOW) {
            done.add(predict());
            window.subList(0, STEP).clear();
        }
    }

    @Override
    public List<Float> finish() {
        if (frames == 0) {
            return List.of();
        }
        byte[] last = window.getLast();
        while (done.size() * STEP < frames) {
            push(last);
        }
        List<Float> probabilities = new ArrayList<>(frames);
        for (int frame = 0; frame < frames; frame++) {
            probabilities.add(done.get(frame / STEP)[frame % STEP]);
        }
        return probabilities;
    }

    /// Probabilities of the middle of the window.
    private float[] predict() {
        int length = SIZE.pixels() * 3;
        ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW * length);
        window.forEach(bytes::put);
        bytes.flip();
        float[] all = model.run(tensor(bytes)).values();
        if (all.length < WINDOW) {
            throw new UnusableModel(
                    "TransNetV2 model: expected %d probabilities for a window, found %d; give another file"
                            .formatted(WINDOW, all.length));
        }
        return Arrays.copyOfRange(all, MARGIN, MARGIN + STEP);
    }

    private OnnxTensor tensor(ByteBuffer bytes) {
        long[] shape = {1, WINDOW, SIZE.height(), SIZE.width(), 3};
        try {
            if (model.takesBytes()) {
                return OnnxTensor.createTensor(model.environment(), bytes, shape, OnnxJavaType.UINT8);
            }
            FloatBuffer floats = FloatBuffer.allocate(bytes.remaining());
            while (bytes.hasRemaining()) {
                floats.put(bytes.get() & 0xff);
            }
            return OnnxTensor.createTensor(model.environment(), floats.flip(), shape);
        } catch (OrtException e) {
            throw new IllegalStateException("a window for TransNetV2", e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
