package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    private static final String SCRIPT = """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              def mix(self, x: Tensor, ys: List[Tensor], n: int, s: float, on: bool, z: Optional[Tensor], d: List[int]) -> Tensor:
                out = torch.mul(x, s)
                if on:
                  out = torch.add(out, n)
                for y in ys:
                  out = torch.add(out, y)
                if z is not None:
                  out = torch.add(out, z)
                return torch.reshape(out, d)
              def pair(self, x: Tensor) -> List[Tensor]:
                return [x, torch.neg(x)]
              def total(self, x: Tensor) -> float:
                return float(torch.item(torch.sum(x)))
              def grad_is_on(self) -> float:
                return 1. if torch.is_grad_enabled() else 0.
              def fail(self, x: Tensor) -> Tensor:
                torch.set_grad_enabled(True)
                return torch.matmul(x, torch.zeros([7, 7]))
            """;

    @Test
    void floatsSurviveTheRoundTrip() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = Tensor.of(scope, new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3);

            assertThat(tensor.toFloats()).containsExactly(1, -2, 3.5f, 4, 5, 6);
            assertThat(tensor.shape()).containsExactly(2, 3);
            assertThat(tensor.dtype()).isEqualTo(DType.F32);
            assertThat(tensor.device()).isEqualTo(Device.cpu());
        }
    }

    @Test
    void everyFloatingTypeKeepsSmallIntegers() {
        for (DType type : DType.values()) {
            if (!type.isFloating()) {
                continue;
            }
            try (TensorScope scope = TensorScope.open()) {
                Tensor cast = Tensor.of(scope, new float[] {0, 1, -2, 4}, 4).to(scope, type);

                assertThat(cast.dtype()).isEqualTo(type);
                assertThat(cast.toFloats()).containsExactly(0, 1, -2, 4);
                assertThat(cast.toBytes()).hasSize(4 * type.bytes());
                assertThat(cast.toString()).isEqualTo(type.label() + "[4]");
            }
        }
    }

    /// The types DJL has no name for abort the process in its own operations; here each one is read, copied and cast,
    /// or refused in words.
    @ParameterizedTest
    @EnumSource
    void everyTypeOfAFileIsSafe(DType type) {
        byte[] bytes = new byte[4 * type.bytes()];
        bytes[0] = 1;
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = Tensor.ofBytes(scope, MemorySegment.ofArray(bytes), type, 4);

            assertThat(tensor.copy(scope).toBytes()).isEqualTo(bytes);
            assertThat(tensor.to(scope, Device.cpu()).dtype()).isEqualTo(type);
            for (DType other : DType.values()) {
                Throwable thrown = catchThrowable(() -> tensor.to(scope, other).toBytes());
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(TensorException.class);
                }
            }
        }
    }

    /// The calls that abort or silently cut gradients in DJL's own interface (bf16 to another type or device,
    /// softmax), made the way this library makes them.
    @Test
    void halfPrecisionSurvivesWhatDjlAbortsOn() throws Exception {
        Script script = Script.compile("half", """
                class Ops(Module):
                  __parameters__ = []
                  __buffers__ = []
                  def softmax(self, x: Tensor) -> Tensor:
                    return torch.softmax(x, -1)
                  def zeros_like(self, x: Tensor) -> Tensor:
                    return torch.zeros_like(x)
                """);
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {0, 0}, 2).to(scope, DType.BF16);

            assertThat(script.call(scope, "softmax", x).toFloats()).containsExactly(0.5f, 0.5f);
            assertThat(script.call(scope, "zeros_like", x)).hasToString("BF16[2]");
            assertThat(x.to(scope, DType.I16).toBytes()).containsOnly(0);
            assertThat(x.to(scope, Device.cpu())).hasToString("BF16[2]");
        }
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedInWords() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {1}, 1);

            assertThatThrownBy(() -> x.to(scope, Device.cuda(99)))
                    .isInstanceOf(TensorException.class)
                    .hasMessageStartingWith("tensor.to_device failed with arguments [F32[1], cuda:99]: ");
        }
    }

    @Test
    void aBlobIsSeenWithoutACopy() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(8, 8);
            memory.set(ValueLayout.JAVA_SHORT, 0, (short) 0x3f80);
            try (TensorScope scope = TensorScope.open()) {
                Tensor tensor = Tensor.ofBlob(scope, memory, DType.BF16, 4);
                memory.set(ValueLayout.JAVA_SHORT, 6, (short) 0xc000);

                assertThat(tensor.toFloats()).containsExactly(1, 0, 0, -2);
            }
        }
    }

    @Test
    void aBlobOfTheWrongSizeIsRefused() {
        try (Arena arena = Arena.ofConfined();
                TensorScope scope = TensorScope.open()) {
            MemorySegment memory = arena.allocate(12);

            assertThatThrownBy(() -> Tensor.ofBlob(scope, memory, DType.F32, 2, 2))
                    .hasMessage("F32 [2, 2] needs 16 bytes, got 12");
        }
    }

    @Test
    void aScalarHasNoAxes() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scalar = Tensor.of(scope, new float[] {7});

            assertThat(scalar.shape()).isEmpty();
            assertThat(scalar.toFloats()).containsExactly(7);
        }
    }

    @Test
    void aScriptTakesEveryKindOfArgument() throws Exception {
        Script script = Script.compile("mix", SCRIPT);
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {1, 2}, 2);

            Tensor full = script.call(scope, "mix", x, List.of(x, x), 3, 0.5, true, Optional.of(x), new long[] {1, 2});
            Tensor bare = script.call(scope, "mix", x, List.of(), 3, 0.5, false, Optional.empty(), new long[] {2});

            assertThat(full.toFloats()).containsExactly(6.5f, 10);
            assertThat(full.shape()).containsExactly(1, 2);
            assertThat(bare.toFloats()).containsExactly(0.5f, 1);
            assertThat(script.callList(scope, "pair", x).get(1).toFloats()).containsExactly(-1, -2);
            assertThat(script.callDouble("total", x)).isEqualTo(3);
        }
    }

    @Test
    void gradientsAreOffOnEveryThreadAndAfterAFailure() throws Exception {
        Script script = Script.compile("mix", SCRIPT);
        double[] seen = new double[1];
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Tensor.of(scope, new float[] {1, 2}, 1, 2);

            assertThatThrownBy(() -> script.call(scope, "fail", x))
                    .isInstanceOf(TensorException.class)
                    .hasMessageStartingWith("mix.fail failed with arguments [F32[1, 2]]: ");

            assertThat(script.callDouble("grad_is_on")).isZero();
            Thread other = new Thread(() -> seen[0] = 1 + script.callDouble("grad_is_on"));
            other.start();
            other.join();
            assertThat(seen[0]).isEqualTo(1);
        }
    }

    @Test
    void aScopeFreesWhatItMadeAndKeepsWhatItIsGiven() {
        try (TensorScope outer = TensorScope.open()) {
            Tensor kept;
            Tensor lost;
            try (TensorScope inner = outer.child()) {
                lost = Tensor.of(inner, new float[] {1}, 1);
                kept = outer.keep(Tensor.of(inner, new float[] {2}, 1));
            }

            assertThat(kept.toFloats()).containsExactly(2);
            assertThatThrownBy(lost::toFloats).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aDeviceIsReadFromText() {
        assertThat(Device.parse("cuda:1")).isEqualTo(Device.cuda(1)).hasToString("cuda:1");
        assertThat(Device.parse("cpu").isCpu()).isTrue();
        assertThatThrownBy(() -> Device.parse("gpu")).hasMessage("device must be cpu or cuda:N, got \"gpu\"");
    }

    @Test
    void aScriptThatDoesNotCompileSaysWhere() {
        assertThatThrownBy(() -> Script.compile("broken", SCRIPT.replace("torch.neg", "torch.nope")))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("script broken does not compile")
                .hasMessageContaining("torch.nope");
    }
}
