package genga.wan.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a velocity is made of one, two or three passes through the model.
///
/// @param scale g in `v = v_u + g (v_c - v_u)` (Ho and Salimans 2022); 1 is off
/// @param options at most one of each kind
public record Guidance(double scale, List<GuidanceOption> options) {
    private static final double STRONGEST_ACCELERATOR = 1;

    public Guidance {
        options = List.copyOf(options);
        if (!(scale >= 1) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("guidance must be 1 (off) or more, got %s".formatted(scale));
        }
        if (options.stream().map(Object::getClass).distinct().count() != options.size()) {
            throw new IllegalArgumentException("each guidance option can be given once, got " + options);
        }
    }

    /// Plain guidance without options.
    public static Guidance of(double scale, GuidanceOption... options) {
        return new Guidance(scale, List.of(options));
    }

    /// What a run is like, as far as it decides whether options can act.
    ///
    /// @param latentFrames frames of the latent
    /// @param negativePrompt whether one with words in it is given
    /// @param accelerators strengths of the acceleration adapters in use
    public record Run(int steps, int latentFrames, boolean negativePrompt, List<Double> accelerators) {
        public Run {
            accelerators = List.copyOf(accelerators);
        }
    }

    /// Whether a second pass with the negative prompt is made.
    public boolean guided() {
        return scale > 1;
    }

    /// Whether an embedding of the negative prompt is needed.
    public boolean needsNegative() {
        return guided() || find(NormalizedAttentionGuidance.class).isPresent();
    }

    /// The option of that kind, when it was given.
    public <T extends GuidanceOption> Optional<T> find(Class<T> kind) {
        return options.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// One sentence for everything given that cannot act in such a run, or hardly well.
    public List<String> reports(Run run) {
        List<String> reports = new ArrayList<>();
        options.forEach(option -> report(option, run).ifPresent(reports::add));
        if (run.negativePrompt() && !needsNegative()) {
            reports.add("the negative prompt does nothing at guidance 1 without NAG: add NAG or raise the guidance");
        }
        for (double strength : run.accelerators()) {
            if (strength > STRONGEST_ACCELERATOR) {
                reports.add("an acceleration adapter at strength %s is beyond what it was trained for: use 1 or less"
                        .formatted(strength));
            }
        }
        return reports;
    }

    private Optional<String> report(GuidanceOption option, Run run) {
        return switch (option) {
            case CfgZeroStar zero
            when !guided() -> Optional.of("CFG-Zero* does nothing at guidance 1: raise the guidance or leave it out");
            case CfgZeroStar zero
            when zero.zeroSteps() * 5 > run.steps() ->
                Optional.of("CFG-Zero* leaves %d of %d steps unused: at most a fifth is sensible"
                        .formatted(Math.min(zero.zeroSteps(), run.steps()), run.steps()));
            case SkipLayerGuidance skip
            when !guided() ->
                Optional.of("skip-layer guidance does nothing at guidance 1: raise the guidance or leave it out");
            case SkipLayerGuidance skip
            when skip.window().isEmpty(run.steps()) -> Optional.of(outside("skip-layer guidance", run));
            case TeaCache cache
            when run.steps() < TeaCache.LEAST_STEPS ->
                Optional.of("TeaCache is left out at %d steps: it needs at least %d"
                        .formatted(run.steps(), TeaCache.LEAST_STEPS));
            case EnhanceAVideo enhance
            when run.latentFrames() == 1 ->
                Optional.of("Enhance-A-Video does nothing to a single frame: leave it out for stills");
            case EnhanceAVideo enhance
            when enhance.window().isEmpty(run.steps()) -> Optional.of(outside("Enhance-A-Video", run));
            case CfgZeroStar _, SkipLayerGuidance _, TeaCache _, EnhanceAVideo _, NormalizedAttentionGuidance _ ->
                Optional.empty();
        };
    }

    private static String outside(String option, Run run) {
        return "%s acts in none of the %d steps: widen its part of them".formatted(option, run.steps());
    }
}
