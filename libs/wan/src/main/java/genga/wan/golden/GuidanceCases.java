package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.guidance.CfgZeroStar;
import genga.wan.guidance.Guidance;
import genga.wan.guidance.GuidanceOption;
import genga.wan.guidance.GuidedVelocity;
import genga.wan.guidance.NormalizedAttentionGuidance;
import genga.wan.guidance.SkipLayerGuidance;
import genga.wan.guidance.SkipLayerGuidance.Mode;
import genga.wan.guidance.Window;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.ScheduleName;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockHooks;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.GuidedBlocks;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.Tokens;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every guidance on one latent at one timestep.
final class GuidanceCases {
    private static final Pattern SKIPPED = Pattern.compile("slg\\.uncond_skip_block(\\d+)");
    private static final Pattern ORIGINAL = Pattern.compile("slg\\.original_mode_scale([\\d.]+)");
    private static final Pattern WEIGHT = Pattern.compile("weight ([\\d.]+)");

    private final GoldenCase golden;
    private final WanTransformer model;
    private final TensorScope scope;
    private final GuidedVelocity.Prompts prompts;
    private final List<Comparison> comparisons = new ArrayList<>();

    private GuidanceCases(GoldenCase golden, WanTransformer model, TensorScope scope) {
        this.golden = golden;
        this.model = model;
        this.scope = scope;
        this.prompts = new GuidedVelocity.Prompts(prompt("context_pos"), Optional.of(prompt("context_neg")));
    }

    static List<Comparison> run(GoldenCase golden) {
        try (WanTransformer model = LoraCases.base(golden, DType.F32);
                TensorScope scope = TensorScope.open()) {
            GuidanceCases cases = new GuidanceCases(golden, model, scope);
            cases.plain();
            cases.negated();
            cases.skipping();
            cases.enhanced();
            return cases.comparisons;
        }
    }

    private Conditioning prompt(String name) {
        return model.condition(scope, List.of(golden.tensor(name)), SideBranches.none());
    }

    private Tensor latent() {
        return TransformerCases.batched(scope, golden.tensor("latent"));
    }

    private double timestep() {
        return golden.config().path("t").asDouble();
    }

    private Tensor velocity(Guidance guidance) {
        double t = timestep();
        FlowSchedule once = new FlowSchedule(ScheduleName.CUSTOM, 1, List.of(t / 1000, 0.0), List.of(t));
        try (GuidedVelocity velocity = new GuidedVelocity(model, guidance, once, prompts)) {
            return velocity.velocity(scope, latent(), 0);
        }
    }

    private GuidedBlocks.Pass pass(Tokens tokens, Conditioning prompt, BlockHooks hooks) {
        return new GuidedBlocks(model).pass(scope, tokens, prompt, hooks);
    }

    private Tensor hooked(Conditioning prompt, BlockHooks hooks) {
        Tokens tokens = model.embed(scope, latent(), new double[] {timestep()});
        return model.head(scope, pass(tokens, prompt, hooks).x_BSD(), tokens);
    }

    private Guidance strong(GuidanceOption... options) {
        return Guidance.of(golden.config().path("guidance_scale").asDouble(), options);
    }

    private void compare(String name, Tensor found) {
        if (golden.has(name)) {
            comparisons.add(golden.compare(name, found));
        }
    }

    private void plain() {
        Tensor conditional = velocity(Guidance.of(1));
        Tensor unconditional = hooked(prompts.negative().orElseThrow(), BlockHooks.none());
        compare("cond", conditional);
        compare("uncond", unconditional);
        compare("cfg", velocity(strong()));
        compare("cfg_zero_star.alpha", GuidedVelocity.fit(scope, conditional, unconditional));
        compare("cfg_zero_star", velocity(strong(new CfgZeroStar(0))));
    }

    private void negated() {
        JsonNode nag = golden.config().path("nag");
        NormalizedAttentionGuidance option = new NormalizedAttentionGuidance(
                nag.path("scale").asDouble(),
                nag.path("tau").asDouble(),
                nag.path("alpha").asDouble(),
                0);
        compare("nag.output", velocity(Guidance.of(1, option)));
    }

    /// Which block is left out, and the scale of the third pass, stand in the names.
    private void skipping() {
        Set<Integer> blocks = first(SKIPPED).map(Integer::valueOf).map(Set::of).orElse(Set.of());
        if (blocks.isEmpty()) {
            return;
        }
        BlockHooks without = new BlockHooks(Optional.empty(), OptionalDouble.empty(), blocks);
        compare(
                "slg.uncond_skip_block" + blocks.iterator().next(),
                hooked(prompts.negative().orElseThrow(), without));
        compare(
                "slg.uncond_mode",
                velocity(strong(new SkipLayerGuidance(Mode.UNCONDITIONAL, blocks, 0, Window.always()))));
        first(ORIGINAL)
                .ifPresent(scale -> compare(
                        "slg.original_mode_scale" + scale,
                        velocity(strong(new SkipLayerGuidance(
                                Mode.ORIGINAL, blocks, Double.parseDouble(scale), Window.always())))));
    }

    private Optional<String> first(Pattern pattern) {
        return golden.names().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    private void enhanced() {
        String name = "enhance_a_video.output";
        if (!golden.has(name)) {
            return;
        }
        Matcher weight = WEIGHT.matcher(golden.note(name));
        if (!weight.find()) {
            comparisons.add(Comparison.failed(name, "its note names no weight, expected such as weight 4"));
            return;
        }
        OptionalDouble told = OptionalDouble.of(Double.parseDouble(weight.group(1)));
        Tokens tokens = model.embed(scope, latent(), new double[] {timestep()});
        GuidedBlocks.Pass pass = pass(tokens, prompts.positive(), new BlockHooks(Optional.empty(), told, Set.of()));
        compare(name, model.head(scope, pass.x_BSD(), tokens));
        float[] scores = new float[pass.scores().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = pass.scores().get(i).floatValue();
        }
        comparisons.add(golden.compare("enhance_a_video.scores", scores));
    }
}
