package genga.wan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.memory.Workload.Rendering;
import genga.wan.memory.Workload.Training;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.transformer.KeptActivations;
import genga.wan.transformer.TransformerShape;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published counts (Wan2.1's own classes) and the estimate for a rank-32 training on a 24 GB card.
class MemoryModelTest {
    private static final long GIB = 1L << 30;
    private static final MemoryModel B14 = new MemoryModel(new TransformerShape(16, 5120, 13824, 4096, 256, 40));
    private static final MemoryModel B1_3 = new MemoryModel(new TransformerShape(16, 1536, 8960, 4096, 256, 30));

    /// 768x416 at 21 frames: the largest bucket of the recipe the estimate is for.
    private static final Training LARGEST =
            new Training(7488, 32, 2, BaseStorage.FP8_PER_BLOCK, KeptActivations.NOTHING, 0);

    @Test
    void parametersAreThoseOfThePublishedModels() {
        assertThat(B14.blockValues()).isEqualTo(351_394_304L);
        assertThat(B14.values()).isEqualTo(14_288_491_584L);
        assertThat(B1_3.values()).isEqualTo(1_418_996_800L);
    }

    @ParameterizedTest
    @CsvSource({"25200,1135", "32760,1678", "75600,6523", "6912,209"})
    void aForwardPassOfTheLargeModelTakesThePublishedOperations(long tokens, double teraflops) {
        assertThat(B14.forwardOperations(tokens) / 1e12).isCloseTo(teraflops, Percentage.withPercentage(0.3));
    }

    @ParameterizedTest
    @CsvSource({"25200,182.6", "32760,283"})
    void aForwardPassOfTheSmallModelTakesThePublishedOperations(long tokens, double teraflops) {
        assertThat(B1_3.forwardOperations(tokens) / 1e12).isCloseTo(teraflops, Percentage.withPercentage(0.1));
    }

    @ParameterizedTest
    @CsvSource({"1248,111", "2304,214", "3744,367", "7488,838"})
    void aTrainingStepTakesTheEstimatedOperations(long tokens, double teraflops) {
        assertThat(B14.stepOperations(tokens) / 1e12).isCloseTo(teraflops, Percentage.withPercentage(1.5));
    }

    @Test
    void aForecastIsOfAStepInTrainingAndOfAPassInRendering() {
        Forecast training = Forecast.of(B14, LARGEST);
        Forecast rendering = Forecast.of(B14, new Rendering(25_200, 2, 0, BaseStorage.BF16, 0));

        assertThat(training.bytes()).isEqualTo(B14.plan(LARGEST).bytes());
        assertThat(training.operations()).isEqualTo(B14.stepOperations(7488));
        assertThat(rendering.operations()).isEqualTo(B14.forwardOperations(25_200));
        assertThat(training.toString())
                .startsWith("tokens=7488 memory='%s' teraflop=8".formatted(MemoryPlan.gib(training.bytes())));
    }

    /// A card of 71 TFLOPS trained the largest item in 24 s: half its speed in products, as is usual.
    @Test
    void aForecastReckonsWithHalfTheSpeedOfProducts() {
        assertThat(Forecast.of(B14, LARGEST).seconds(71)).isCloseTo(24, Percentage.withPercentage(3));
    }

    @Test
    void aDevicesSpeedIsMeasuredInAMoment() {
        assertThat(DeviceSpeed.teraflops(Device.cpu(), DType.F32)).isBetween(1e-4, 1e3);
    }

    @ParameterizedTest
    @CsvSource({"0,13.50", "1,0.44", "2,1.14", "3,0.29", "5,2.86", "7,3.0"})
    void eachItemOfATrainingIsTheEstimates(int item, double gib) {
        List<MemoryPlan.Item> items = B14.plan(LARGEST).items();

        assertThat(items.get(item).bytes() / (double) GIB)
                .as(items.get(item).name())
                .isCloseTo(gib, Offset.offset(0.06));
    }

    @Test
    void theLargestBucketDoesNotFitACardWithADisplayUntilBlocksAreSwapped() {
        long free = 22 * GIB;

        assertThat(B14.plan(LARGEST).bytes()).isBetween(23 * GIB, 24 * GIB);
        assertThat(B14.refusal(LARGEST, free))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("7,488 tokens need 23.", "the device has 22.00 GiB; swap", "blocks instead of 0"));
        int swapped = B14.swapsToFit(LARGEST, free).orElseThrow();
        assertThat(B14.plan(LARGEST.swapping(swapped)).fits(free)).isTrue();
        assertThat(B14.plan(LARGEST.swapping(swapped - 1)).fits(free)).isFalse();
        assertThat(B14.refusal(LARGEST.swapping(swapped), free)).isEmpty();
    }

    /// Two blocks lie in the slots the others pass through.
    @Test
    void aSwappedBlockFreesItsLinears() {
        long ten = B14.plan(LARGEST.swapping(10)).bytes();
        long eleven = B14.plan(LARGEST.swapping(11)).bytes();

        assertThat((ten - eleven) / (double) GIB).isCloseTo(0.337, Offset.offset(0.01));
        assertThat(B14.plan(LARGEST.swapping(2)).bytes())
                .isEqualTo(B14.plan(LARGEST).bytes());
    }

    @Test
    void whatNeverFitsIsToldHowManyTokensWould() {
        assertThat(B14.refusal(LARGEST, 6 * GIB))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("swap all 40 blocks and lower")
                        .contains("tokens"));
        assertThat(B14.refusal(LARGEST, 2 * GIB))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("use a smaller model"));
    }

    @Test
    void aClipOfFiveSecondsRendersInEightBitsOnTwentyFourGigabytes() {
        Rendering clip = new Rendering(25_200, 2, 32, BaseStorage.EIGHT_BITS, 0);

        assertThat(B14.plan(clip).bytes()).isBetween(18 * GIB, 22 * GIB);
        assertThat(B14.refusal(new Rendering(25_200, 2, 32, BaseStorage.BF16, 0), 24 * GIB))
                .isPresent();
        assertThat(B14.swapsToFit(new Rendering(25_200, 2, 32, BaseStorage.BF16, 0), 24 * GIB))
                .isPresent();
        assertThat(MemoryModel.seconds(B14.forwardOperations(25_200), 71)).isCloseTo(15.9, Offset.offset(0.1));
    }

    @Test
    void moreSwapsThanBlocksAreRefused() {
        assertThatThrownBy(() -> B14.plan(LARGEST.swapping(41))).hasMessage("0 to 40 blocks can be swapped, got 41");
    }
}
