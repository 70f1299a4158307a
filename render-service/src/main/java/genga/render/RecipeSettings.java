package genga.render;

import genga.contracts.document.RenderRecipe;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.memory.BaseStorage;
import genga.wan.memory.Workload;
import genga.wan.render.SamplingSettings;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.ScheduleName;

/// A recipe in the terms of the model library.
final class RecipeSettings {

    private static final int USUAL_RANK = 32;

    private RecipeSettings() {}

    /// Each sampler walks the list of noise levels it has in Wan2.1's own program: UniPC begins just under pure noise,
    /// where its logarithms are finite, Euler at pure noise.
    static SamplingSettings of(RenderRecipe recipe) {
        return switch (recipe.sampler()) {
            case UNIPC -> settings(recipe, "unipc", ScheduleName.WAN_UNIPC);
            case EULER -> settings(recipe, "euler", ScheduleName.WAN_DPMPP);
        };
    }

    /// What drawing the clip takes of a device's memory. Adapters are not read yet, so each counts as rank 32, which
    /// most
    /// have.
    static Workload workload(RenderRecipe recipe, BaseStorage base, int swapped) {
        long tokens = ((recipe.frames() - 1L) / 4 + 1) * (recipe.height() / 16) * (recipe.width() / 16);
        int prompts = recipe.guidance() == 1 ? 1 : 2;
        return new Workload.Rendering(
                tokens, prompts, USUAL_RANK * recipe.adapters().size(), base, swapped);
    }

    private static SamplingSettings settings(RenderRecipe recipe, String sampler, ScheduleName schedule) {
        return new SamplingSettings(
                new Resolution(recipe.width(), recipe.height()),
                new FrameCount(recipe.frames()),
                FlowSchedule.of(schedule, recipe.steps(), recipe.shift()),
                Sampler.of(sampler),
                recipe.guidance(),
                recipe.seed());
    }
}
