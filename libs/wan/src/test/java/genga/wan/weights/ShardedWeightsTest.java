package genga.wan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.tensor.DType;
import genga.wan.tensor.TensorScope;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedWeightsTest {
    @TempDir
    Path folder;

    @Test
    void anyPartOpensTheWholeSet() throws IOException {
        Path first = new SparseFile().with("a", DType.F32, 2).write(folder.resolve("m-00001-of-00002.safetensors"));
        Path second = new SparseFile().with("b", DType.BF16, 3).write(folder.resolve("m-00002-of-00002.safetensors"));

        for (Path part : new Path[] {first, second}) {
            try (Weights weights = Weights.open(part);
                    TensorScope scope = TensorScope.open()) {
                assertThat(weights.names()).containsExactly("a", "b");
                assertThat(weights.tensor(scope, "b").toFloats()).containsExactly(0, 0, 0);
            }
        }
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Path second = new SparseFile().with("b", DType.BF16, 3).write(folder.resolve("m-00002-of-00002.safetensors"));

        assertThatThrownBy(() -> Weights.open(second))
                .hasMessage(folder.resolve("m-00001-of-00002.safetensors")
                        + " is missing: m-00002-of-00002.safetensors is one of 2 parts and all must lie in one folder;"
                        + " fetch it");
    }

    @Test
    void aTensorInTwoPartsIsRefused() throws IOException {
        Path first = new SparseFile().with("a", DType.F32, 2).write(folder.resolve("m-00001-of-00002.safetensors"));
        Path second = new SparseFile().with("a", DType.F32, 2).write(folder.resolve("m-00002-of-00002.safetensors"));

        assertThatThrownBy(() -> Weights.open(first))
                .hasMessage("tensor a is in both " + first + " and " + second + "; do the parts belong together?");
    }
}
