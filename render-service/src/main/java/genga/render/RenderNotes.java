package genga.render;

import genga.contracts.document.RenderRecipe;
import genga.wan.adapter.form.AdaptedModel;
import genga.wan.adapter.form.AdapterReport;
import genga.wan.guidance.Guidance;
import genga.wan.guidance.TeaCache;
import genga.wan.guidance.TeaCachePattern;
import genga.wan.render.SamplingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What of a recipe cannot act in its render, or hardly well: one sentence each, so that nobody believes a setting to
/// be at work that is not.
final class RenderNotes {

    private RenderNotes() {}

    static List<String> of(RenderRecipe recipe, SamplingSettings settings, AdaptedModel model) {
        boolean negative = !recipe.negativePrompt().isBlank();
        int steps = settings.schedule().steps();
        List<String> notes = new ArrayList<>(settings.guidance()
                .reports(new Guidance.Run(steps, RecipeSettings.latentFrames(recipe), negative, List.of())));
        if (notes.stream().noneMatch(note -> note.startsWith("TeaCache"))) {
            settings.guidance()
                    .find(TeaCache.class)
                    .filter(cache -> TeaCachePattern.of(cache, model.transformer(), settings.schedule())
                                    .skipped()
                            == 0)
                    .ifPresent(cache -> notes.add("TeaCache leaves out none of the %d steps at threshold %s: raise it"
                            .formatted(steps, cache.threshold())));
        }
        recipe.adapters().stream()
                .filter(adapter -> actsNever(adapter, steps))
                .forEach(adapter -> notes.add("adapter %s acts in none of the %d steps: widen its part of them"
                        .formatted(adapter.object().key(), steps)));
        for (int at = 0; at < recipe.adapters().size(); at++) {
            notApplied(recipe.adapters().get(at), model.reports().get(at)).ifPresent(notes::add);
        }
        return notes;
    }

    /// Adapters for a relative of the base model, such as one that begins with a picture, have keys for what it lacks.
    private static Optional<String> notApplied(RenderRecipe.Adapter adapter, AdapterReport report) {
        List<String> keys = report.unmatchedKeys();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "adapter %s has %d keys, such as %s, that belong to nothing of the base model: they do nothing"
                                .formatted(adapter.object().key(), keys.size(), keys.getFirst()));
    }

    private static boolean actsNever(RenderRecipe.Adapter adapter, int steps) {
        return IntStream.range(0, steps)
                .mapToDouble(step -> step / (double) steps)
                .noneMatch(share -> share >= adapter.from() && share < adapter.to());
    }
}
