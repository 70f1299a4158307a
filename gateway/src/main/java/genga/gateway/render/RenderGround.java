package genga.gateway.render;

import genga.contracts.document.RenderRecipe.Adapter;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.TriggerPhrase;
import java.util.List;

/// What a render stands on: the project's words, a base model and the adapters to use.
///
/// @param size of the training clips where there is a run, so that the adapter is shown what it knows
record RenderGround(TriggerPhrase triggerPhrase, String baseModel, List<Adapter> adapters, Resolution size) {

    static final Resolution SMALL = new Resolution(128, 80);

    RenderGround {
        adapters = List.copyOf(adapters);
    }
}
