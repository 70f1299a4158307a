package genga.wan.transformer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /// The tiny model with zeros of another type or shape in place of one tensor.
    private Path tinyWith(String name, DType type, long... shape) {
        Path file = folder.resolve("mixed.safetensors");
        try (SafetensorsFile tiny = Golden.open("C_dit_tiny.weights");
                TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tiny.names().forEach(key -> tensors.put(key, tiny.tensor(scope, key)));
            byte[] zeros = new byte[Math.toIntExact(type.bytesOf(shape))];
            tensors.put(name, Tensor.ofBytes(scope, MemorySegment.ofArray(zeros), type, shape));
            SafetensorsWriter.write(file, tensors, Map.of());
        }
        return file;
    }
}
