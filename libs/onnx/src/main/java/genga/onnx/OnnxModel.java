package genga.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A model of one input, opened from a file. The file is read into memory first, so that a graph can never make the
/// runtime open other files.
final class OnnxModel implements AutoCloseable {
    private static final long LARGEST = 512L << 20;

    private final Path file;
    private final OrtSession session;
    private final String input;
    private final TensorInfo inputInfo;

    private OnnxModel(Path file, OrtSession session) throws OrtException {
        this.file = file;
        this.session = session;
        NodeInfo only = session.getInputInfo().values().iterator().next();
        this.input = only.getName();
        this.inputInfo = (TensorInfo) only.getInfo();
    }

    /// What one run gives: the values in row-major order, and their shape.
    record Output(float[] values, long[] shape) {}

    /// @param kind what the file is said to be, for sentences
    /// @param shape of the input, 0 where any size will do
    static OnnxModel open(Path file, String kind, long... shape) {
        OnnxModel model = load(file, kind);
        long[] found = model.inputInfo.getShape();
        boolean fits = found.length == shape.length && model.session.getNumInputs() == 1;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] == 0 || found[axis] <= 0 || found[axis] == shape[axis];
        }
        if (!fits) {
            model.close();
            throw new UnusableModel(
                    "%s: expected one input of shape %s (0 is any), as %s has, found %s; give another file"
                            .formatted(file, Arrays.toString(shape), kind, Arrays.toString(found)));
        }
        return model;
    }

    private static OnnxModel load(Path file, String kind) {
        if (!Files.isRegularFile(file)) {
            throw new UnusableModel("%s: expected the ONNX file of %s, found no file; correct the path or leave it out"
                    .formatted(file, kind));
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnusableModel("%s: expected an ONNX file of at most %d MiB, found %d MiB; give the right file"
                        .formatted(file, LARGEST >> 20, Files.size(file) >> 20));
            }
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            return new OnnxModel(
                    file, OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(file), options));
        } catch (OrtException | IOException e) {
            throw new UnusableModel(
                    "%s: expected the ONNX file of %s, found one that does not load (%s); download it again"
                            .formatted(file, kind, e.getMessage()),
                    e);
        }
    }

    OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment();
    }

    /// Whether the input is bytes and not floats.
    boolean takesBytes() {
        return inputInfo.type == OnnxJavaType.UINT8;
    }

    /// The first output for an input, which is closed.
    Output run(OnnxTensor tensor) {
        try (tensor;
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            OnnxTensor first = (OnnxTensor) result.get(0);
            float[] values = new float[first.getFloatBuffer().remaining()];
            first.getFloatBuffer().get(values);
            return new Output(values, first.getInfo().getShape());
        } catch (OrtException e) {
            throw new UnusableModel("%s: the model failed on its input (%s)".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closing " + file, e);
        }
    }
}
