package genga.render;

import genga.contracts.document.RenderRecipe;
import genga.wan.guidance.Guidance;
import genga.wan.guidance.TeaCache;
import genga.wan.guidance.TeaCachePattern;
import genga.wan.render.SamplingSettings;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What of a recipe cannot act in its render, or hardly well: one sentence each, so that nobody believes a setting to
/// be at work that is not.
final class RenderNotes {

    private RenderNotes() {}

    static List<String> of(RenderRecipe recipe, SamplingSettings settings, WanTransformer transformer) {
        boolean negative = !recipe.negativePrompt().isBlank();
        int steps = settings.schedule().steps();
        List<String> notes = new ArrayList<>(settings.guidance()
                .reports(new Guidance.Run(steps, RecipeSettings.latentFrames(recipe), negative, List.of())));
        if (notes.stream().noneMatch(note -> note.startsWith("TeaCache"))) {
            settings.guidance()
                    .find(TeaCache.class)
                    .filter(cache -> TeaCachePattern.of(cache, transformer, settings.schedule())
                                    .skipped()
                            == 0)
                    .ifPresent(cache -> notes.add("TeaCache leaves out none of the %d steps at threshold %s: raise it"
                            .formatted(steps, cache.threshold())));
        }
        recipe.adapters().stream()
                .filter(adapter -> actsNever(adapter, steps))
                .forEach(adapter -> notes.add("adapter %s acts in none of the %d steps: widen its part of them"
                        .formatted(adapter.object().key(), steps)));
        return notes;
    }

    private static boolean actsNever(RenderRecipe.Adapter adapter, int steps) {
        return IntStream.range(0, steps)
                .mapToDouble(step -> step / (double) steps)
                .noneMatch(share -> share >= adapter.from() && share < adapter.to());
    }
}
