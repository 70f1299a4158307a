package genga.wan.vae;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Golden;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A VAE whose tensors do not fit one another is refused as it opens, before a convolution reads beside one of them.
class VaeShapesTest {
    @TempDir
    Path folder;

    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encoder.conv1.bias                        | 2                | [8]
            encoder.downsamples.0.residual.0.gamma    | 3, 1, 1, 1       | [8, 1, 1, 1]
            encoder.downsamples.0.residual.6.weight   | 8, 8, 5, 3, 3    | [8, 8, 3, 3, 3]
            encoder.downsamples.2.resample.1.weight   | 8, 8, 5, 5       | [8, 8, 3, 3]
            encoder.downsamples.5.time_conv.weight    | 16, 16, 1, 1, 1  | [16, 16, 3, 1, 1]
            encoder.middle.1.to_qkv.weight            | 32, 32, 1, 1     | [96, 32, 1, 1]
            encoder.head.2.weight                     | 16, 32, 3, 3, 3  | [32, 32, 3, 3, 3]
            conv1.weight                              | 32, 16, 1, 1, 1  | [32, 32, 1, 1, 1]
            decoder.conv1.weight                      | 32, 32, 3, 3, 3  | [32, 16, 3, 3, 3]
            decoder.upsamples.3.resample.1.weight     | 32, 32, 3, 3     | [16, 32, 3, 3]
            decoder.upsamples.4.shortcut.weight       | 16, 16, 1, 1, 1  | [32, 16, 1, 1, 1]
            decoder.head.2.bias                       | 12               | [3]
            """)
    void aTensorThatDoesNotFitIsNamed(String name, String extents, String expected) {
        long[] shape =
                Arrays.stream(extents.split(", ")).mapToLong(Long::parseLong).toArray();
        Path file = tinyWith(name, DType.F32, shape);

        assertThatThrownBy(() -> VideoVae.open(file, Device.cpu()))
                .hasMessage(
                        "tensor %s in %s: expected %s, found %s; are these parts of models of two sizes? fetch the file"
                                + " again",
                        name, file, expected, Arrays.toString(shape));
    }

    @Test
    void wholeNumbersAreNoWeights() {
        Path file = tinyWith("encoder.conv1.weight", DType.I64, 8, 3, 3, 3, 3);

        assertThatThrownBy(() -> VideoVae.open(file, Device.cpu()))
                .hasMessageStartingWith("tensor encoder.conv1.weight in " + file)
                .hasMessageContaining("found I64; use a published file");
    }

    @Test
    void aStageAfterAMissingOneIsRefused() {
        Path file = tinyWithout("encoder.downsamples.4.");

        assertThatThrownBy(() -> VideoVae.open(file, Device.cpu()))
                .hasMessageStartingWith(file + " holds encoder.downsamples.")
                .hasMessageEndingWith(
                        "but encoder.downsamples.4 is not whole; is a part missing? fetch the file again");
    }

    @Test
    void anEncoderThatShrinksTooLittleIsRefused() {
        Path file = tinyWithout("encoder.downsamples.5.time_conv.");

        assertThatThrownBy(() -> VideoVae.open(file, Device.cpu()))
                .hasMessage(
                        "encoder of %s: expected 3 stages that change the sides, 2 of them time too, found 3 and 1;"
                                + " is it a Wan2.1 VAE?",
                        file);
    }

    @Test
    void aValueThatIsNoNumberIsFoundAsTheFileOpens() {
        byte[] nan = {0, 0, (byte) 0xc0, 0x7f};
        Path file = write(tensors -> tensors.put(
                "decoder.head.2.bias",
                Tensor.ofBytes(scope, MemorySegment.ofArray(Arrays.copyOf(nan, 12)), DType.F32, 3)));

        assertThatThrownBy(() -> VideoVae.open(file, Device.cpu()))
                .hasMessageContaining("holds NaN or infinity in 1 of")
                .hasMessageContaining("[decoder.head.2.bias=1]; the file is damaged, fetch it again");
    }

    private Path tinyWith(String name, DType type, long... shape) {
        return write(tensors -> tensors.put(name, Golden.filled(scope, (byte) 0, type, shape)));
    }

    private Path tinyWithout(String prefix) {
        return write(tensors -> tensors.keySet().removeIf(name -> name.startsWith(prefix)));
    }

    private Path write(Consumer<Map<String, Tensor>> change) {
        return Golden.changed("B_vae_tiny.weights", folder.resolve("vae.safetensors"), change);
    }
}
