package genga.wan.guidance;

import genga.wan.sampling.FlowSchedule;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockHooks;
import genga.wan.transformer.BlockHooks.NegativeKeys;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.WanTransformer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The velocity of each step of one run under a [Guidance]. Steps are asked for in order, once each.
///
/// Owns what TeaCache keeps: one set of tokens per pass. The prompts stay the caller's.
public final class GuidedVelocity implements AutoCloseable {
    private static final Script SCRIPT = Script.load("guidance");

    private final Guidance guidance;
    private final FlowSchedule schedule;
    private Prompts prompts;
    private final CachedPass conditional;
    private final CachedPass unconditional;
    private final CachedPass skipping;

    /// Both prompts made ready for the transformer.
    ///
    /// @param negative needed when [Guidance#needsNegative]
    public record Prompts(Conditioning positive, Optional<Conditioning> negative) {}

    public GuidedVelocity(WanTransformer transformer, Guidance guidance, FlowSchedule schedule, Prompts prompts) {
        if (guidance.needsNegative() && prompts.negative().isEmpty()) {
            throw new IllegalArgumentException(
                    "guidance %s%s needs an embedding of the negative prompt, which may be empty, got none"
                            .formatted(guidance.scale(), guidance.guided() ? "" : " with NAG"));
        }
        requireBlocks(transformer, guidance);
        this.guidance = guidance;
        this.schedule = schedule;
        this.prompts = prompts;
        List<Boolean> pattern = guidance.find(TeaCache.class)
                .filter(cache -> schedule.steps() >= TeaCache.LEAST_STEPS)
                .map(cache -> TeaCachePattern.of(cache, transformer, schedule).computed())
                .orElse(List.of());
        conditional = new CachedPass(transformer, pattern);
        unconditional = new CachedPass(transformer, pattern);
        skipping = new CachedPass(transformer, pattern);
    }

    private static void requireBlocks(WanTransformer transformer, Guidance guidance) {
        int blocks = transformer.shape().blocks();
        guidance.find(SkipLayerGuidance.class).ifPresent(skip -> {
            if (skip.blocks().stream().anyMatch(block -> block >= blocks)) {
                throw new IllegalArgumentException(
                        "skip-layer guidance leaves out blocks %s, but the model has blocks 0 to %d"
                                .formatted(skip.blocks(), blocks - 1));
            }
        });
    }

    /// The velocity for `latent_BCFHW` at a step, in the given scope.
    public Tensor velocity(TensorScope scope, Tensor latent_BCFHW, int step) {
        try (TensorScope scratch = scope.child()) {
            Optional<CfgZeroStar> zero = guidance.find(CfgZeroStar.class).filter(star -> guidance.guided());
            if (zero.filter(star -> step < star.zeroSteps()).isPresent()) {
                return SCRIPT.call(scope, "none", latent_BCFHW);
            }
            Moment at = new Moment(latent_BCFHW, schedule.timestep(step), step);
            Tensor v_c = conditional.velocity(scratch, at.pass(prompts.positive(), positiveHooks(at)));
            return scope.keep(guidance.guided() ? guided(scratch, at, v_c) : v_c);
        }
    }

    /// Goes on with the same prompts made ready for other adapters.
    public void use(Prompts others) {
        prompts = others;
    }

    private record Moment(Tensor latent_BCFHW, double timestep, int step) {
        CachedPass.Input pass(Conditioning prompt, BlockHooks hooks) {
            return new CachedPass.Input(latent_BCFHW, new CachedPass.Time(timestep, step), prompt, hooks);
        }
    }

    private Tensor guided(TensorScope scope, Moment at, Tensor v_c) {
        Conditioning negative = prompts.negative().orElseThrow();
        Optional<SkipLayerGuidance> skip =
                guidance.find(SkipLayerGuidance.class).filter(layers -> acts(layers.window(), at));
        Set<Integer> left = skip.filter(layers -> layers.mode() == SkipLayerGuidance.Mode.UNCONDITIONAL)
                .map(SkipLayerGuidance::blocks)
                .orElse(Set.of());
        Tensor v_u = unconditional.velocity(scope, at.pass(negative, hooks(at, left)));
        Tensor v = combined(scope, guidance, v_c, v_u);
        if (skip.isPresent() && skip.get().mode() == SkipLayerGuidance.Mode.ORIGINAL) {
            BlockHooks hooks = hooks(at, skip.get().blocks());
            Tensor v_s = skipping.velocity(scope, at.pass(negative, hooks));
            return SCRIPT.call(scope, "away", v, v_c, v_s, skip.get().scale());
        }
        return v;
    }

    /// `v_u + g (v_c - v_u)`, with v_u scaled to fit under CFG-Zero*.
    private static Tensor combined(TensorScope scope, Guidance guidance, Tensor v_c, Tensor v_u) {
        Tensor from = v_u;
        if (guidance.find(CfgZeroStar.class).isPresent()) {
            from = SCRIPT.call(scope, "scaled", v_u, fit(scope, v_c, v_u));
        }
        return SCRIPT.call(scope, "guided", v_c, from, guidance.scale());
    }

    /// `<v_c, v_u> / (|v_u|² + 1e-8)` per sample, `[B, 1]`.
    public static Tensor fit(TensorScope scope, Tensor v_c, Tensor v_u) {
        return SCRIPT.call(scope, "zero_star", v_c, v_u);
    }

    private BlockHooks positiveHooks(Moment at) {
        Optional<NegativeKeys> negative = guidance.find(NormalizedAttentionGuidance.class)
                .filter(nag -> schedule.sigma(at.step()) >= nag.sigmaEnd())
                .map(nag -> new NegativeKeys(prompts.negative().orElseThrow(), nag.scale(), nag.tau(), nag.alpha()));
        return new BlockHooks(negative, enhancement(at), Set.of());
    }

    private BlockHooks hooks(Moment at, Set<Integer> skipped) {
        return new BlockHooks(Optional.empty(), enhancement(at), skipped);
    }

    private OptionalDouble enhancement(Moment at) {
        return guidance.find(EnhanceAVideo.class)
                .filter(enhance -> acts(enhance.window(), at))
                .map(enhance -> OptionalDouble.of(enhance.weight()))
                .orElse(OptionalDouble.empty());
    }

    private boolean acts(Window window, Moment at) {
        return window.contains(at.step(), schedule.steps());
    }

    @Override
    public void close() {
        conditional.close();
        unconditional.close();
        skipping.close();
    }
}
