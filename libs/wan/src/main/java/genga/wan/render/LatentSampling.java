package genga.wan.render;

import genga.wan.sampling.SamplerRun;
import genga.wan.sampling.TorchNoise;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.text.TextEmbedding;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import genga.wan.vae.Latent;
import java.util.List;
import java.util.Optional;

/// From noise to a clean latent: asks the transformer for the velocity at each noise level of the schedule and lets the
/// sampler step. The same settings, prompts and weights give the same latent.
final class LatentSampling {

    private final WanTransformer transformer;
    private final ActingBranches branches;

    /// @param branches the adapters in use
    LatentSampling(WanTransformer transformer, ActingBranches branches) {
        this.transformer = transformer;
        this.branches = branches;
    }

    <E extends Exception> Latent sample(SamplingSettings settings, Prompts prompts, RenderWatch<E> watch) throws E {
        int steps = settings.schedule().steps();
        try (TensorScope scope = TensorScope.open()) {
            Acting acting = new Acting(scope, settings, prompts);
            TorchNoise noise = new TorchNoise(settings.seed());
            float[] x = noise.normal(Latent.size(settings.frames(), settings.resolution()));
            SamplerRun run = settings.sampler().start(settings.schedule(), noise);
            while (run.position() < steps) {
                watch.sampled(run.position(), steps);
                double timestep = settings.schedule().timestep(run.position());
                Guidance guidance = acting.at(branches.at(run.position(), steps));
                x = run.step(x, guidance.velocity(latent(settings, x), timestep));
            }
            watch.sampled(steps, steps);
            return latent(settings, x);
        }
    }

    private static Latent latent(SamplingSettings settings, float[] x) {
        return Latent.of(settings.frames(), settings.resolution(), x);
    }

    /// The prompts made ready for the adapters that act, again whenever others do.
    private final class Acting {
        private final TensorScope owner;
        private final SamplingSettings settings;
        private final Prompts prompts;
        private TensorScope scope;
        private Optional<SideBranches> current = Optional.empty();
        private Optional<Guidance> guidance = Optional.empty();

        Acting(TensorScope owner, SamplingSettings settings, Prompts prompts) {
            this.owner = owner;
            this.scope = owner.child();
            this.settings = settings;
            this.prompts = prompts;
        }

        Guidance at(SideBranches now) {
            if (guidance.isEmpty() || current.filter(before -> before == now).isEmpty()) {
                scope.close();
                scope = owner.child();
                guidance = Optional.of(guidance(now));
                current = Optional.of(now);
            }
            return guidance.get();
        }

        private Guidance guidance(SideBranches now) {
            Conditioning positive = condition(prompts.positive(), now);
            if (!settings.guided()) {
                return new Guidance(positive, Optional.empty(), 1);
            }
            TextEmbedding text = prompts.negative()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "guidance %s needs an embedding of the negative prompt, which may be empty, got none"
                                    .formatted(settings.guidance())));
            return new Guidance(positive, Optional.of(condition(text, now)), settings.guidance());
        }

        private Conditioning condition(TextEmbedding text, SideBranches now) {
            return transformer.condition(scope, List.of(text.tensor(scope)), now);
        }
    }

    /// `v = v_u + g (v_c - v_u)` (Ho and Salimans 2022), or `v_c` alone without a negative prompt.
    private final class Guidance {
        private final Conditioning positive;
        private final Optional<Conditioning> negative;
        private final float scale;

        Guidance(Conditioning positive, Optional<Conditioning> negative, double scale) {
            this.positive = positive;
            this.negative = negative;
            this.scale = (float) scale;
        }

        float[] velocity(Latent x, double timestep) {
            float[] conditional = velocity(x, timestep, positive);
            if (negative.isEmpty()) {
                return conditional;
            }
            float[] v = velocity(x, timestep, negative.get());
            for (int i = 0; i < v.length; i++) {
                v[i] += scale * (conditional[i] - v[i]);
            }
            return v;
        }

        private float[] velocity(Latent x, double timestep, Conditioning prompt) {
            try (TensorScope scratch = TensorScope.open()) {
                Tensor x_BCFHW = Tensor.of(scratch, x.values(), 1, Latent.CHANNELS, x.frames(), x.height(), x.width());
                return transformer
                        .forward(scratch, x_BCFHW, new double[] {timestep}, prompt)
                        .toFloats();
            }
        }
    }
}
