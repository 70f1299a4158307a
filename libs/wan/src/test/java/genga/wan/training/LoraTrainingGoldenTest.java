package genga.wan.training;

import static genga.wan.weights.Golden.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.AdamW;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.TimestepSampling.Uniform;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Golden;
import genga.wan.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Against five steps of musubi-tuner's network on the same model with `torch.optim.AdamW` (case D). The numbers in
/// this file are the manifest's: noise levels, losses and gradient norms of the fp32 run.
class LoraTrainingGoldenTest {
    private static final double[] SIGMAS_R4 = {
        0.2650459110736847, 0.8006024956703186, 0.7807140946388245, 0.8092235922813416, 0.717339813709259
    };
    private static final double[] LOSSES_R4 = {
        3.460117816925049, 3.67433762550354, 3.7302255630493164, 3.585141181945801, 3.507467269897461
    };
    private static final double[] NORMS_R4 = {
        0.5074941515922546, 0.6018801927566528, 0.6206590533256531, 0.6007362604141235, 0.7155309319496155
    };
    private static final double LOSS_TOLERANCE = 1e-5;

    /// Error of the five updates relative to their size. AdamW divides by the gradient's own size, so rounding in a
    /// gradient near zero becomes a whole update: the manifest allows some factors more, ten times what fp32
    /// differs from fp64 there.
    private static final double UPDATE_TOLERANCE = 1e-4;

    /// Up of blocks.0.self_attn.k is ours, where the manifest says 1e-4: all of it is element 409, whose first
    /// gradient, -7.9e-9, is under AdamW's eps of 1e-8 and under the manifest's tolerance of 3e-8 for it. Last bits
    /// decide its step: the same model in torch 2.13's autograd gives 2.2e-4 with fused attention and 1.6e-4 with
    /// softmax written out; 1.8e-5 in fp64.
    private static final Map<String, Double> WIDER = Map.of(
            "up of blocks.0.self_attn.k", 5e-4,
            "up of blocks.0.cross_attn.q", 2e-4,
            "down of blocks.0.ffn.2", 8e-4,
            "down of blocks.1.cross_attn.q", 3e-4,
            "up of blocks.1.cross_attn.q", 1e-3,
            "down of blocks.1.cross_attn.k", 6e-4,
            "down of blocks.2.self_attn.q", 1e-3,
            "up of blocks.2.cross_attn.v", 4e-4,
            "up of blocks.2.ffn.0", 2e-4);

    @Test
    void fiveStepsWithAlphaEqualToRankEqualTheReference() {
        try (WanTransformer base = base();
                LoraTraining training = training(base, "r4a4", new LoraRank(4, 4));
                Weights io = Golden.open("D_lora_r4a4.io")) {
            steps(training, io, SIGMAS_R4, LOSSES_R4, NORMS_R4);

            try (LoraAdapter trained = training.adapter();
                    LoraAdapter expected = LoraAdapter.read(Golden.path("D_lora_r4a4.saved_as_is"), base.shape());
                    LoraAdapter start = LoraAdapter.read(Golden.path("D_lora_r4a4.init"), base.shape())) {
                expected.modules().forEach((name, module) -> {
                    LoraModule found = trained.modules().get(name);
                    LoraModule begun = start.modules().get(name);
                    assertUpdate("down of " + name, found.down_RI(), module.down_RI(), begun.down_RI());
                    assertUpdate("up of " + name, found.up_OR(), module.up_OR(), begun.up_OR());
                });
            }
        }
    }

    /// Tolerance: ten times the distance between fp32 and fp64 in the reference, about 1.3e-5 of a tensor's largest
    /// gradient.
    @Test
    void theFirstBlocksGradientsOfTheFirstStepEqualTheReference() {
        try (WanTransformer base = base();
                LoraTraining training = training(base, "r4a4", new LoraRank(4, 4));
                Weights io = Golden.open("D_lora_r4a4.io");
                Weights expected = Golden.open("D_lora_r4a4.grads");
                TensorScope scope = TensorScope.open()) {
            try (LoraAdapter gradients = training.gradients(item(scope, io, 0, SIGMAS_R4[0]))) {
                for (BlockLinear linear : BlockLinear.ALL) {
                    LoraModule found = gradients.modules().get(linear.module(0));
                    String name = "lora_unet_" + linear.module(0).replace('.', '_');
                    assertGradient(found.down_RI(), expected, name + ".lora_down.weight");
                    assertGradient(found.up_OR(), expected, name + ".lora_up.weight");
                }
            }
        }
    }

    private static void assertGradient(Tensor found, Weights expected, String name) {
        try (TensorScope scope = TensorScope.open()) {
            double largest = 0;
            for (float value : expected.tensor(scope, name).toFloats()) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertClose(found, expected, name, 2e-5 * largest);
        }
    }

    private static void steps(LoraTraining training, Weights io, double[] sigmas, double[] losses, double[] norms) {
        for (int step = 0; step < losses.length; step++) {
            try (TensorScope scope = TensorScope.open()) {
                StepReport report = training.step(item(scope, io, step, sigmas[step]));

                assertThat(report.loss()).isCloseTo(losses[step], within(LOSS_TOLERANCE * losses[step]));
                assertThat(report.gradientNorm()).isCloseTo(norms[step], within(1e-4 * norms[step]));
                assertThat(report.step()).isEqualTo(step + 1);
            }
        }
    }

    private static NoisedItem item(TensorScope scope, Weights io, int step, double sigma) {
        String prefix = "step" + step + ".";
        return new NoisedItem(
                unbatched(scope, io, prefix + "latents"),
                unbatched(scope, io, prefix + "noise"),
                io.tensor(scope, prefix + "context"),
                sigma);
    }

    private static Tensor unbatched(TensorScope scope, Weights io, String name) {
        long[] shape = io.shape(name);
        return Tensor.of(scope, io.tensor(scope, name).toFloats(), shape[1], shape[2], shape[3], shape[4]);
    }

    private static void assertUpdate(String name, Tensor found, Tensor expected, Tensor start) {
        assertThat(relativeError(found, expected, start))
                .as("error of the update of " + name)
                .isLessThanOrEqualTo(WIDER.getOrDefault(name, UPDATE_TOLERANCE));
    }

    private static double relativeError(Tensor found, Tensor expected, Tensor start) {
        float[] a = found.toFloats();
        float[] b = expected.toFloats();
        float[] c = start.toFloats();
        double error = 0;
        double update = 0;
        for (int i = 0; i < a.length; i++) {
            error += Math.pow((double) a[i] - b[i], 2);
            update += Math.pow((double) b[i] - c[i], 2);
        }
        return Math.sqrt(error / update);
    }

    private static LoraTraining training(WanTransformer base, String name, LoraRank rank) {
        TrainingSettings settings =
                new TrainingSettings(rank, AdamW.withRate(1e-3), Timesteps.of(new Uniform()), 0.5, 1);
        try (LoraAdapter start = LoraAdapter.read(Golden.path("D_lora_" + name + ".init"), base.shape())) {
            return LoraTraining.startFrom(base, settings, start);
        }
    }

    private static WanTransformer base() {
        return WanTransformer.of(Golden.open("C_dit_tiny.weights"), TransformerOptions.on(Device.cpu()));
    }
}
