package genga.wan.render;

import genga.wan.guidance.GuidedVelocity;
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

/// From noise to a clean latent: asks the transformer for the velocity at each noise level of the schedule and lets
/// the sampler step. The same settings, prompts and weights give the same latent.
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
        try (TensorScope scope = TensorScope.open();
                Acting acting = new Acting(scope, settings, prompts)) {
            TorchNoise noise = new TorchNoise(settings.seed());
            float[] x = noise.normal(Latent.size(settings.frames(), settings.resolution()));
            SamplerRun run = settings.sampler().start(settings.schedule(), noise);
            while (run.position() < steps) {
                watch.sampled(run.position(), steps);
                GuidedVelocity velocity = acting.at(branches.at(run.position(), steps));
                float[] v = velocity(velocity, latent(settings, x), run.position());
                transformer.requireFinite(v, "the velocity of step %d of %d".formatted(run.position() + 1, steps));
                x = run.step(x, v);
            }
            watch.sampled(steps, steps);
            return latent(settings, x);
        }
    }

    private static Latent latent(SamplingSettings settings, float[] x) {
        return Latent.of(settings.frames(), settings.resolution(), x);
    }

    /// The prompts made ready for the adapters that act, again whenever others do.
    private final class Acting implements AutoCloseable {
        private final TensorScope owner;
        private final SamplingSettings settings;
        private final Prompts prompts;
        private TensorScope scope;
        private Optional<SideBranches> current = Optional.empty();
        private Optional<GuidedVelocity> velocity = Optional.empty();

        Acting(TensorScope owner, SamplingSettings settings, Prompts prompts) {
            this.owner = owner;
            this.scope = owner.child();
            this.settings = settings;
            this.prompts = prompts;
        }

        GuidedVelocity at(SideBranches now) {
            if (velocity.isEmpty() || current.filter(before -> before == now).isEmpty()) {
                scope.close();
                scope = owner.child();
                GuidedVelocity.Prompts ready = ready(now);
                velocity.ifPresent(found -> found.use(ready));
                velocity = Optional.of(velocity.orElseGet(
                        () -> new GuidedVelocity(transformer, settings.guidance(), settings.schedule(), ready)));
                current = Optional.of(now);
            }
            return velocity.get();
        }

        private GuidedVelocity.Prompts ready(SideBranches now) {
            Optional<Conditioning> negative = prompts.negative()
                    .filter(text -> settings.guidance().needsNegative())
                    .map(text -> condition(text, now));
            return new GuidedVelocity.Prompts(condition(prompts.positive(), now), negative);
        }

        private Conditioning condition(TextEmbedding text, SideBranches now) {
            return transformer.condition(scope, List.of(text.tensor(scope)), now);
        }

        @Override
        public void close() {
            velocity.ifPresent(GuidedVelocity::close);
        }
    }

    private static float[] velocity(GuidedVelocity velocity, Latent x, int step) {
        try (TensorScope scratch = TensorScope.open()) {
            Tensor x_BCFHW = Tensor.of(scratch, x.values(), 1, Latent.CHANNELS, x.frames(), x.height(), x.width());
            return velocity.velocity(scratch, x_BCFHW, step).toFloats();
        }
    }
}
