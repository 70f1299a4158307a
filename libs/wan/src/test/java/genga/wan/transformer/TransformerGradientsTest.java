package genga.wan.transformer;

import static genga.wan.weights.Golden.open;
import static org.assertj.core.api.Assertions.assertThat;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.TransformerGradients.BlockGradient;
import genga.wan.transformer.TransformerGradients.BlockPass;
import genga.wan.transformer.TransformerGradients.BlockPoint;
import genga.wan.weights.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerGradientsTest {
    private static final int RANK = 4;
    private static final int BLOCK = 1;

    /// Two orders of summation in fp32, widened by attention over random, sharp scores.
    private static final double TOLERANCE = 5e-5;

    private final Random random = new Random(3);
    private final WanTransformer model = WanTransformer.of(
            open("C_dit_tiny.weights"), TransformerOptions.on(Device.cpu()).computingIn(DType.F32));
    private final TensorScope scope = TensorScope.open();

    @AfterEach
    void close() {
        scope.close();
        model.close();
    }

    /// Autograd of libtorch is the truth.
    @ParameterizedTest
    @EnumSource(KeptActivations.class)
    void whatIsKeptChangesNoGradient(KeptActivations kept) {
        BlockPoint at = point(branches());
        Tensor gradient = normal(at.x_BSD().shape());

        TransformerGradients gradients = new TransformerGradients(model);
        BlockPass pass = gradients.forward(scope, BLOCK, at, kept);
        var found = gradients.backward(scope, BLOCK, at, new BlockGradient(gradient, true), pass.kept());

        List<Tensor> truth = autograd(at, gradient);
        List<Tensor> all = new ArrayList<>(found.branches());
        all.add(found.input_BSD().orElseThrow());
        assertThat(all).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(relative(all.get(i), truth.get(i))).as("gradient " + i).isLessThan(TOLERANCE);
        }
    }

    /// As under a dropout of inner values in training.
    @ParameterizedTest
    @EnumSource(KeptActivations.class)
    void masksOnInnerValuesReachEveryGradient(KeptActivations kept) {
        BlockPoint plain = point(branches());
        BlockPoint at = masked(plain);
        Tensor gradient = normal(at.x_BSD().shape());

        TransformerGradients gradients = new TransformerGradients(model);
        BlockPass pass = gradients.forward(scope, BLOCK, at, kept);
        var found = gradients.backward(scope, BLOCK, at, new BlockGradient(gradient, true), pass.kept());

        List<Tensor> truth = autograd(at, gradient);
        List<Tensor> unmasked = autograd(plain, gradient);
        assertThat(found.branches()).hasSize(20);
        for (int i = 0; i < found.branches().size(); i++) {
            assertThat(relative(found.branches().get(i), truth.get(i)))
                    .as("gradient " + i)
                    .isLessThan(TOLERANCE);
            assertThat(relative(truth.get(i), unmasked.get(i))).isGreaterThan(0.1);
        }
        assertThat(relative(found.input_BSD().orElseThrow(), truth.getLast())).isLessThan(TOLERANCE);
    }

    /// `m = 1` is no mask, and `m = 0` no branch.
    @ParameterizedTest
    @ValueSource(floats = {0, 1})
    void masksOfOnesAndZerosAreTheWholeBranchAndNone(float value) {
        BlockPoint plain = point(branches());
        SideBranches alike = plain.branches().masked(BLOCK, masks(plain, () -> value));
        BlockPoint at = new BlockPoint(plain.x_BSD(), plain.tokens(), plain.text_BLD(), alike);
        BlockPoint base = new BlockPoint(plain.x_BSD(), plain.tokens(), plain.text_BLD(), SideBranches.none());
        TransformerGradients gradients = new TransformerGradients(model);

        Tensor found =
                gradients.forward(scope, BLOCK, at, KeptActivations.NOTHING).output_BSD();

        Tensor truth = gradients
                .forward(scope, BLOCK, value == 1 ? plain : base, KeptActivations.NOTHING)
                .output_BSD();
        assertThat(relative(found, truth)).isLessThan(TOLERANCE);
    }

    private BlockPoint masked(BlockPoint at) {
        List<Tensor> masks = masks(at, () -> random.nextBoolean() ? 2f : 0f);
        return new BlockPoint(
                at.x_BSD(), at.tokens(), at.text_BLD(), at.branches().masked(BLOCK, masks));
    }

    private List<Tensor> masks(BlockPoint at, Supplier<Float> value) {
        List<Tensor> masks = new ArrayList<>();
        for (BlockLinear linear : BlockLinear.ALL) {
            int rows = (int) (linear.readsText() ? at.text_BLD() : at.x_BSD()).size(1);
            float[] values = new float[rows * RANK];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.get();
            }
            masks.add(Tensor.of(scope, values, rows, RANK));
        }
        return masks;
    }

    @ParameterizedTest
    @EnumSource(KeptActivations.class)
    void aBlockTakesExactlyTheBytesItsFormulaSays(KeptActivations kept) {
        BlockPoint at = point(branches());

        BlockPass pass = new TransformerGradients(model).forward(scope, BLOCK, at, kept);

        long taken = pass.kept().stream()
                .mapToLong(tensor -> tensor.elements() * tensor.dtype().bytes())
                .sum();
        long tokens = at.x_BSD().size(1);
        assertThat(taken)
                .isEqualTo(kept.bytes(model.shape(), tokens, at.text_BLD().size(1), DType.F32));
    }

    @Test
    void aLinearWithoutABranchTakesPartInNone() {
        List<Tensor> factors = new ArrayList<>(branches().block(BLOCK));
        factors.set(0, Tensor.of(scope, new float[0], 0));
        factors.set(1, Tensor.of(scope, new float[0], 0));
        BlockPoint at = point(new SideBranches(List.of(factors, factors, factors), 1));
        Tensor gradient = normal(at.x_BSD().shape());

        var found = new TransformerGradients(model)
                .backward(scope, BLOCK, at, new BlockGradient(gradient, false), List.of());

        List<Tensor> truth = autograd(at, gradient);
        assertThat(found.input_BSD()).isEmpty();
        assertThat(found.branches().getFirst().elements()).isZero();
        assertThat(relative(found.branches().get(2), truth.get(2))).isLessThan(TOLERANCE);
    }

    @Test
    void theBudgetKeepsTheMostThatFitsEveryBlock() {
        TransformerShape shape = model.shape();
        long attention = shape.blocks() * KeptActivations.ATTENTION.bytes(shape, 72, 512, DType.F32);

        assertThat(chosen(new ActivationBudget(attention - 1), Device.cpu())).isEqualTo(KeptActivations.NOTHING);
        assertThat(chosen(new ActivationBudget(attention), Device.cpu())).isEqualTo(KeptActivations.ATTENTION);
        assertThat(chosen(new ActivationBudget(1L << 40), Device.cpu())).isEqualTo(KeptActivations.EVERYTHING);
        assertThat(chosen(new ActivationBudget(1L << 40), Device.cuda(0))).isEqualTo(KeptActivations.NOTHING);
    }

    private KeptActivations chosen(ActivationBudget budget, Device device) {
        return budget.choose(model.shape(), 72, 512, DType.F32, device);
    }

    /// 288 tokens: enough that branches of the square linears are merged, too few for those of the feed-forward.
    private BlockPoint point(SideBranches branches) {
        Tokens tokens = model.embed(scope, normal(1, 16, 3, 16, 24), new double[] {731.5});
        Tensor text = model.text(scope, List.of(normal(20, model.shape().textWidth())));
        return new BlockPoint(tokens.x_BSD(), tokens, text, branches);
    }

    private SideBranches branches() {
        List<Tensor> factors = new ArrayList<>();
        for (BlockLinear linear : BlockLinear.ALL) {
            factors.add(normal(RANK, model.shape().inputs(linear)));
            factors.add(normal(model.shape().outputs(linear), RANK));
        }
        return new SideBranches(List.of(factors, factors, factors), 0.01);
    }

    private List<Tensor> autograd(BlockPoint at, Tensor gradient) {
        return Script.load("transformer_gradients")
                .callList(
                        scope,
                        "block_vjp",
                        at.x_BSD(),
                        at.tokens().e_B6D(),
                        model.weights().block(BLOCK),
                        at.tokens().rope_S1P2(),
                        at.text_BLD(),
                        at.branches().block(BLOCK),
                        at.branches().scale(),
                        model.shape().heads(),
                        gradient,
                        true);
    }

    private Tensor normal(long... shape) {
        return Golden.normal(scope, random, shape);
    }

    private static double relative(Tensor found, Tensor truth) {
        float[] a = found.toFloats();
        float[] b = truth.toFloats();
        double difference = 0;
        double size = 0;
        for (int i = 0; i < b.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            size += Math.pow(b[i], 2);
        }
        return Math.sqrt(difference / size);
    }
}
