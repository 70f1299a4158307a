package genga.wan.transformer;

import static genga.wan.weights.Golden.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedWeights;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.TransformerGradients.BlockGradient;
import genga.wan.transformer.TransformerGradients.BlockPass;
import genga.wan.transformer.TransformerGradients.BlockPoint;
import genga.wan.weights.Golden;
import genga.wan.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Block swap on the CPU: the same ring, with copies that are made within the call.
class BlockRingTest {
    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void swappedBlocksAreSpreadEvenly() {
        assertThat(BlockRing.spread(4, 40)).containsExactly(5, 15, 25, 35);
        assertThat(BlockRing.spread(3, 3)).containsExactly(0, 1, 2);
        assertThat(BlockRing.spread(0, 40)).isEmpty();
        assertThatThrownBy(() -> BlockRing.spread(41, 40)).hasMessageContaining("0 to 40 can be swapped, got 41");
    }

    @Test
    void theNextBlockIsFetchedWhileOneIsInUse() {
        try (BlockRing ring = ring(1, 4, 7, 9)) {
            assertThat(ring.inSlots()).containsExactly(1, 4);
            assertThat(values(ring, 1)).containsOnly(1);
            assertThat(values(ring, 4)).containsOnly(4);
            assertThat(ring.inSlots()).containsExactly(7, 4);
            assertThat(values(ring, 7)).containsOnly(7);
            assertThat(ring.inSlots()).containsExactly(7, 9);
            assertThat(ring.take(3)).isEmpty();
        }
    }

    @Test
    void aRenderingWalkStartsOverAtItsEnd() {
        try (BlockRing ring = ring(0, 1, 2)) {
            for (int step = 0; step < 3; step++) {
                for (int block = 0; block < 3; block++) {
                    assertThat(values(ring, block)).containsOnly(block);
                }
            }

            assertThat(ring.inSlots()).contains(0, 2);
        }
    }

    @Test
    void aTrainingWalkTurnsAtItsEndOnceItHasBeenSeenTo() {
        List<Integer> thereAndBack = List.of(0, 1, 2, 3, 3, 2, 1, 0);
        try (BlockRing ring = ring(0, 1, 2, 3)) {
            thereAndBack.forEach(block -> assertThat(values(ring, block)).containsOnly(block));
            thereAndBack.subList(0, 4).forEach(block -> values(ring, block));

            assertThat(ring.inSlots()).contains(3, 2);
        }
    }

    @Test
    void theBlockInUseIsNeverOverwritten() {
        Random random = new Random(8);
        try (BlockRing ring = ring(0, 1, 2, 3, 4)) {
            for (int visit = 0; visit < 500; visit++) {
                int block = random.nextInt(5);
                assertThat(values(ring, block)).as("visit " + visit).containsOnly(block);
                assertThat(ring.inSlots()).contains(block).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void blocksStoredInDifferentTypesAreRefused() {
        Map<Integer, List<Tensor>> masters = new TreeMap<>(masters(0, 1));
        masters.put(1, List.of(masters.get(1).getFirst().to(scope, DType.BF16)));

        assertThatThrownBy(() -> BlockRing.of(masters, Device.cpu(), scope))
                .hasMessageContaining("block 1 is stored in other types than block 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSwappedModelPredictsTheSameBits(int swapped) {
        assertThat(velocity(open("C_dit_tiny.weights"), swapped)).isEqualTo(velocity(open("C_dit_tiny.weights"), 0));
    }

    @Test
    void aSwappedModelOfEightBitsPredictsTheSameBits() {
        assertThat(velocity(eightBits(), 3)).isEqualTo(velocity(eightBits(), 0));
    }

    @Test
    void aSwappedModelGivesTheSameGradients() {
        assertThat(gradients(3)).isEqualTo(gradients(0));
    }

    private static Weights eightBits() {
        return QuantisedWeights.of(open("C_dit_tiny.weights"), Granularity.BLOCK);
    }

    private float[] velocity(Weights weights, int swapped) {
        TransformerOptions options =
                TransformerOptions.on(Device.cpu()).computingIn(DType.BF16).swapping(swapped);
        try (WanTransformer model = WanTransformer.of(weights, options);
                TensorScope inner = TensorScope.open()) {
            Tensor text = normal(inner, 20, model.shape().textWidth());
            Conditioning conditioning = model.condition(inner, List.of(text), SideBranches.none());
            Tensor latent = normal(inner, 1, 16, 1, 8, 8);
            return model.forward(inner, latent, new double[] {500}, conditioning)
                    .toFloats();
        }
    }

    /// The gradient of the model's input, carried through all blocks.
    private float[] gradients(int swapped) {
        TransformerOptions options =
                TransformerOptions.on(Device.cpu()).computingIn(DType.F32).swapping(swapped);
        try (WanTransformer model = WanTransformer.of(open("C_dit_tiny.weights"), options);
                TensorScope inner = TensorScope.open()) {
            TransformerGradients gradients = new TransformerGradients(model);
            Tokens tokens = model.embed(inner, normal(inner, 1, 16, 1, 8, 8), new double[] {500});
            Tensor text =
                    model.text(inner, List.of(normal(inner, 20, model.shape().textWidth())));
            List<BlockPoint> points = new ArrayList<>();
            Tensor x = tokens.x_BSD();
            for (int block = 0; block < model.shape().blocks(); block++) {
                points.add(new BlockPoint(x, tokens, text, branches(inner, model.shape())));
                BlockPass pass = gradients.forward(inner, block, points.getLast(), KeptActivations.NOTHING);
                x = pass.output_BSD();
            }
            Tensor gradient = x;
            for (int block = model.shape().blocks() - 1; block >= 0; block--) {
                gradient = gradients
                        .backward(inner, block, points.get(block), new BlockGradient(gradient, true), List.of())
                        .input_BSD()
                        .orElseThrow();
            }
            return gradient.toFloats();
        }
    }

    private static SideBranches branches(TensorScope scope, TransformerShape shape) {
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            List<Tensor> factors = new ArrayList<>();
            for (BlockLinear linear : BlockLinear.ALL) {
                factors.add(normal(scope, 2, shape.inputs(linear)));
                factors.add(normal(scope, shape.outputs(linear), 2));
            }
            blocks.add(factors);
        }
        return new SideBranches(blocks, 0.01);
    }

    private static Tensor normal(TensorScope scope, long... shape) {
        return Golden.normal(scope, new Random(4), shape);
    }

    private BlockRing ring(int... blocks) {
        return BlockRing.of(masters(blocks), Device.cpu(), scope);
    }

    /// One tensor per block, full of the block's number.
    private Map<Integer, List<Tensor>> masters(int... blocks) {
        Map<Integer, List<Tensor>> masters = new TreeMap<>();
        for (int block : blocks) {
            masters.put(block, List.of(Tensor.of(scope, new float[] {block, block, block}, 3)));
        }
        return masters;
    }

    private static float[] values(BlockRing ring, int block) {
        return ring.take(block).orElseThrow().getFirst().toFloats();
    }
}
