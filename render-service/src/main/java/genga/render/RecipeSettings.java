package genga.render;

import genga.contracts.document.GuidanceOptions;
import genga.contracts.document.NoiseSchedule;
import genga.contracts.document.RenderRecipe;
import genga.contracts.document.SamplerName;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.guidance.CfgZeroStar;
import genga.wan.guidance.EnhanceAVideo;
import genga.wan.guidance.Guidance;
import genga.wan.guidance.GuidanceOption;
import genga.wan.guidance.NormalizedAttentionGuidance;
import genga.wan.guidance.SkipLayerGuidance;
import genga.wan.guidance.TeaCache;
import genga.wan.guidance.TeaCacheFit;
import genga.wan.guidance.Window;
import genga.wan.memory.BaseStorage;
import genga.wan.memory.Workload;
import genga.wan.render.SamplingSettings;
import genga.wan.sampling.DpmPlusPlus;
import genga.wan.sampling.Euler;
import genga.wan.sampling.EulerAncestral;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Lcm;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.ScheduleName;
import genga.wan.sampling.UniPc;
import genga.wan.sampling.UniPc.Form;
import genga.wan.transformer.TransformerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A recipe in the terms of the model library.
final class RecipeSettings {

    private static final int USUAL_RANK = 32;

    private RecipeSettings() {}

    /// @param shape of the base model, on which what TeaCache estimates depends
    static SamplingSettings of(RenderRecipe recipe, TransformerShape shape) {
        return new SamplingSettings(
                new Resolution(recipe.width(), recipe.height()),
                new FrameCount(recipe.frames()),
                schedule(recipe),
                sampler(recipe.sampler()),
                new Guidance(recipe.guidance(), options(recipe.options(), shape)),
                recipe.seed());
    }

    /// What drawing the clip takes of a device's memory. Adapters are not read yet, so each counts as rank 32, which
    /// most have.
    static Workload workload(RenderRecipe recipe, BaseStorage base, int swapped) {
        long tokens = latentFrames(recipe) * (recipe.height() / 16L) * (recipe.width() / 16L);
        int prompts = recipe.readsNegativePrompt() ? 2 : 1;
        return new Workload.Rendering(
                tokens, prompts, USUAL_RANK * recipe.adapters().size(), base, swapped);
    }

    /// Passes through the model that a step makes.
    static int passes(RenderRecipe recipe) {
        boolean third = recipe.options()
                .skipLayers()
                .filter(skip -> skip.mode() == GuidanceOptions.SkipLayers.Mode.ORIGINAL)
                .isPresent();
        return recipe.guidance() == 1 ? 1 : third ? 3 : 2;
    }

    static int latentFrames(RenderRecipe recipe) {
        return (recipe.frames() - 1) / 4 + 1;
    }

    static Sampler sampler(SamplerName name) {
        return switch (name) {
            case UNIPC -> new UniPc(Form.BH2, 2);
            case UNIPC_1 -> new UniPc(Form.BH2, 1);
            case UNIPC_3 -> new UniPc(Form.BH2, 3);
            case UNIPC_BH1 -> new UniPc(Form.BH1, 2);
            case UNIPC_BH1_1 -> new UniPc(Form.BH1, 1);
            case UNIPC_BH1_3 -> new UniPc(Form.BH1, 3);
            case DPMPP_2M -> new DpmPlusPlus(false);
            case DPMPP_2M_SDE -> new DpmPlusPlus(true);
            case EULER -> new Euler();
            case EULER_ANCESTRAL -> new EulerAncestral(1);
            case LCM -> new Lcm();
        };
    }

    private static FlowSchedule schedule(RenderRecipe recipe) {
        NoiseSchedule schedule = recipe.schedule();
        return switch (schedule.name()) {
            case WAN_UNIPC -> named(recipe, ScheduleName.WAN_UNIPC);
            case WAN_DPMPP -> named(recipe, ScheduleName.WAN_DPMPP);
            case KIJAI -> named(recipe, ScheduleName.KIJAI);
            case COMFY -> named(recipe, ScheduleName.COMFY);
            case DIFFUSERS_EULER -> named(recipe, ScheduleName.DIFFUSERS_EULER);
            case DIFFUSERS_UNIPC -> named(recipe, ScheduleName.DIFFUSERS_UNIPC);
            case DISTILL ->
                schedule.timesteps().isEmpty()
                        ? named(recipe, ScheduleName.DISTILL)
                        : FlowSchedule.distilled(schedule.timesteps(), recipe.shift());
            case CUSTOM -> FlowSchedule.custom(schedule.sigmas());
        };
    }

    private static FlowSchedule named(RenderRecipe recipe, ScheduleName name) {
        return FlowSchedule.of(name, recipe.steps(), recipe.shift());
    }

    private static List<GuidanceOption> options(GuidanceOptions given, TransformerShape shape) {
        List<GuidanceOption> options = new ArrayList<>();
        given.nag()
                .map(nag -> new NormalizedAttentionGuidance(nag.scale(), nag.tau(), nag.alpha(), nag.sigmaEnd()))
                .ifPresent(options::add);
        given.cfgZeroStar().map(star -> new CfgZeroStar(star.zeroSteps())).ifPresent(options::add);
        given.skipLayers().map(RecipeSettings::skipping).ifPresent(options::add);
        given.teaCache().map(cache -> cached(cache, shape)).ifPresent(options::add);
        given.enhanceAVideo()
                .map(enhance -> new EnhanceAVideo(enhance.weight(), new Window(enhance.start(), enhance.end())))
                .ifPresent(options::add);
        return options;
    }

    private static SkipLayerGuidance skipping(GuidanceOptions.SkipLayers skip) {
        SkipLayerGuidance.Mode mode = switch (skip.mode()) {
            case UNCONDITIONAL -> SkipLayerGuidance.Mode.UNCONDITIONAL;
            case ORIGINAL -> SkipLayerGuidance.Mode.ORIGINAL;
        };
        return new SkipLayerGuidance(
                mode, Set.copyOf(skip.blocks()), skip.scale(), new Window(skip.start(), skip.end()));
    }

    private static TeaCache cached(GuidanceOptions.TeaCache cache, TransformerShape shape) {
        TeaCacheFit fit = cache.fit().map(TeaCacheFit::named).orElseGet(() -> TeaCacheFit.of(shape));
        return TeaCache.of(cache.threshold(), fit);
    }
}
