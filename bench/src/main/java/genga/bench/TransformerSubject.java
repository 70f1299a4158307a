package genga.bench;

import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;
import java.util.Arrays;
import java.util.List;

/// Genga's transformer at the sample size.
final class TransformerSubject implements AutoCloseable {
    private final SafetensorsFile inputs;
    private final WanTransformer transformer;
    private final TensorScope scope = TensorScope.open();
    private final Tensor latent_BCFHW;
    private final Tensor text_LD;

    TransformerSubject(SampleFiles files, Work work) {
        inputs = SafetensorsFile.open(files.transformerInputs());
        transformer = open(files, work);
        latent_BCFHW = inputs.tensor(scope, "latent");
        text_LD = withoutBatch(scope, inputs, "text");
    }

    static WanTransformer open(SampleFiles files, Work work) {
        return WanTransformer.of(
                SafetensorsFile.open(files.transformer()),
                TransformerOptions.on(Device.cpu()).computingIn(work.type()));
    }

    static Tensor withoutBatch(TensorScope scope, SafetensorsFile inputs, String name) {
        long[] shape = inputs.shape(name);
        long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
        return Tensor.ofBlob(scope, inputs.bytes(name), inputs.dtype(name), rest);
    }

    /// One pass; the text branch is computed too, though a render does that once for all its steps.
    void forward() {
        result();
    }

    /// The velocity.
    float[] result() {
        try (TensorScope pass = TensorScope.open()) {
            Conditioning text = transformer.condition(pass, List.of(text_LD), SideBranches.none());
            return transformer
                    .forward(pass, latent_BCFHW, new double[] {WanBenchmark.TIMESTEP}, text)
                    .toFloats();
        }
    }

    @Override
    public void close() {
        scope.close();
        transformer.close();
        inputs.close();
    }
}
