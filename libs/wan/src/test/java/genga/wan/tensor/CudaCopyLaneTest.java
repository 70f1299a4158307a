package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The lane's own work, against a runtime that lives in main memory.
class CudaCopyLaneTest {
    private static final long MUCH = 1 << 20;

    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void weightsAreMovedIntoPinnedMemoryAndStayWhatTheyWere() throws Exception {
        try (SoftwareCuda cuda = new SoftwareCuda(MUCH);
                CudaCopyLane lane = lane(cuda, MUCH)) {
            Tensor half = tensor(1, 2, 3).to(scope, DType.BF16);

            List<Tensor> home = lane.home(List.of(half, tensor(4, 5)), scope);

            assertThat(home).allMatch(cuda::isPinned);
            assertThat(home.getFirst().dtype()).isEqualTo(DType.BF16);
            assertThat(home.getFirst().toFloats()).containsExactly(1, 2, 3);
            assertThat(home.getLast().toFloats()).containsExactly(4, 5);
        }
    }

    @Test
    void copiesWaitForWhatWasAskedBeforeAndTheDeviceWaitsForThem() throws Exception {
        try (SoftwareCuda cuda = new SoftwareCuda(MUCH);
                CudaCopyLane lane = lane(cuda, MUCH)) {
            List<Tensor> home = lane.home(List.of(tensor(1, 2, 3), tensor(4, 5)), scope);
            List<Tensor> slot = List.of(tensor(0, 0, 0), tensor(0, 0));

            lane.copy(home, slot).await();

            assertThat(slot.getFirst().toFloats()).containsExactly(1, 2, 3);
            assertThat(slot.getLast().toFloats()).containsExactly(4, 5);
            assertThat(cuda.calls())
                    .containsExactly(
                            "record 2 on 0",
                            "1 waits for 2",
                            "copy 12 on 1",
                            "copy 8 on 1",
                            "record 3 on 1",
                            "0 waits for 3");
        }
    }

    @Test
    void pinnedMemoryIsGivenBackOnceTheLaneIsDone() throws Exception {
        try (SoftwareCuda cuda = new SoftwareCuda(MUCH)) {
            CudaCopyLane lane = lane(cuda, MUCH);
            lane.home(List.of(tensor(1)), scope);

            lane.close();

            assertThat(cuda.calls()).containsExactly("all of 1 done", "free");
        }
    }

    @Test
    void weightsStayWhereTheyAreWhenThereIsNotEnoughToPin() throws Exception {
        try (SoftwareCuda cuda = new SoftwareCuda(0);
                CudaCopyLane lane = lane(cuda, MUCH)) {
            List<Tensor> weights = List.of(tensor(1, 2));
            List<Tensor> slot = List.of(tensor(0, 0));

            List<Tensor> home = lane.home(weights, scope);
            lane.copy(home, slot).await();

            assertThat(home).isSameAs(weights);
            assertThat(slot.getFirst().toFloats()).containsExactly(1, 2);
            assertThat(cuda.calls()).startsWith("forget the error");
        }
    }

    /// 256 bytes per tensor: the second block does not fit any more.
    @Test
    void noMoreIsPinnedThanTheMachineCanSpare() throws Exception {
        try (SoftwareCuda cuda = new SoftwareCuda(MUCH);
                CudaCopyLane lane = lane(cuda, 300)) {
            List<Tensor> first = lane.home(List.of(tensor(1)), scope);
            List<Tensor> second = lane.home(List.of(tensor(2)), scope);

            assertThat(first).allMatch(cuda::isPinned);
            assertThat(second).noneMatch(cuda::isPinned);
        }
    }

    private static CudaCopyLane lane(SoftwareCuda cuda, long mayPin) {
        return new CudaCopyLane(cuda.runtime(), Device.cuda(0), mayPin);
    }

    private Tensor tensor(float... values) {
        return Tensor.of(scope, values, values.length);
    }
}
