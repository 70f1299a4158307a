package genga.wan.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.TensorEntry;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerShapeTest {
    @TempDir
    Path folder;

    @Test
    void aTensorFromAModelOfAnotherSizeIsNamedWithWhatWasExpected() {
        Path mixed = tinyWith("blocks.1.cross_attn.o.weight", DType.F32, 256, 128);

        assertThatThrownBy(() -> WanTransformer.open(mixed, Device.cpu()))
                .hasMessage(
                        "tensor blocks.1.cross_attn.o.weight in %s: expected [256, 256], found [256, 128]; are these"
                                + " parts of models of two sizes? fetch the file again",
                        mixed);
    }

    @Test
    void aNormOfAnotherSizeIsNamedToo() {
        Path mixed = tinyWith("blocks.0.self_attn.norm_q.weight", DType.F32, 128);

        assertThatThrownBy(() -> WanTransformer.open(mixed, Device.cpu()))
                .hasMessageStartingWith("tensor blocks.0.self_attn.norm_q.weight in " + mixed)
                .hasMessageContaining("expected [256], found [128]");
    }

    @Test
    void aLinearOfWholeNumbersIsRefused() {
        Path whole = tinyWith("blocks.2.ffn.2.bias", DType.I64, 256);

        assertThatThrownBy(() -> WanTransformer.open(whole, Device.cpu()))
                .hasMessage(
                        "tensor blocks.2.ffn.2.bias in %s: expected F32, F16, BF16, fp8, or I8 with a scale, found"
                                + " I64; use a published file",
                        whole);
    }

    @Test
    void aBlockAfterAMissingOneIsRefused() {
        Path mixed = tinyWith("blocks.4.modulation", DType.F32, 1, 6, 256);

        assertThatThrownBy(() -> WanTransformer.open(mixed, Device.cpu()))
                .hasMessage(
                        "%s holds blocks.4.modulation, but blocks.3 is not whole; is a part missing? fetch the file again",
                        mixed);
    }

    @Test
    void aTensorWithAnAxisTooFewIsRefused() {
        Path mixed = tinyWith("text_embedding.0.weight", DType.F32, 256);

        assertThatThrownBy(() -> WanTransformer.open(mixed, Device.cpu()))
                .hasMessage(
                        "tensor text_embedding.0.weight in %s: expected 2 axes, found F32[256]; is this a Wan2.1 model?",
                        mixed);
    }

    /// On a card it would be there until the process ends.
    @Test
    void aModelThatCannotBePutToWorkLeavesNothingInMemory() {
        List<Tensor> taken = new ArrayList<>();
        TransformerOptions tooMany = TransformerOptions.on(Device.cpu()).swapping(4);

        assertThatThrownBy(() -> WanTransformer.of(new Watched(Golden.open("C_dit_tiny.weights"), taken), tooMany))
                .hasMessage("the model has 3 blocks, of which 0 to 3 can be swapped, got 4");

        assertThat(taken)
                .isNotEmpty()
                .allSatisfy(tensor -> assertThatThrownBy(tensor::toFloats).isInstanceOf(IllegalStateException.class));
    }

    /// The tiny model, noting every tensor it hands out.
    private record Watched(SafetensorsFile tiny, List<Tensor> taken) implements Weights {
        @Override
        public Set<String> names() {
            return tiny.names();
        }

        @Override
        public TensorEntry entry(String name) {
            return tiny.entry(name);
        }

        @Override
        public Tensor tensor(TensorScope scope, String name) {
            taken.add(tiny.tensor(scope, name));
            return taken.getLast();
        }

        @Override
        public Map<String, String> metadata() {
            return tiny.metadata();
        }

        @Override
        public String origin() {
            return tiny.origin();
        }

        @Override
        public void close() {
            tiny.close();
        }
    }

    /// The tiny model with zeros of another type or shape in place of one tensor.
    private Path tinyWith(String name, DType type, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            return Golden.changed(
                    "C_dit_tiny.weights",
                    folder.resolve("mixed.safetensors"),
                    tensors -> tensors.put(name, Golden.filled(scope, (byte) 0, type, shape)));
        }
    }
}
