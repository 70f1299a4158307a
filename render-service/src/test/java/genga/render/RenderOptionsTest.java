package genga.render;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.RenderRecipe;
import genga.contracts.document.SamplerName;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a recipe can ask for beside plain guidance reaches the picture, or the person who asked.
@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class RenderOptionsTest {

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void everyOptionChangesThePictureItIsAskedFor() {
        List<RenderId> renders = List.of(
                studio.order(RenderId.fresh(), guided("")),
                studio.order(RenderId.fresh(), guided("\"nag\":{}")),
                studio.order(RenderId.fresh(), guided("\"cfgZeroStar\":{}")),
                studio.order(RenderId.fresh(), guided("\"skipLayers\":{\"blocks\":[1]}")),
                studio.order(RenderId.fresh(), guided("\"skipLayers\":{\"blocks\":[1],\"mode\":\"original\"}")),
                studio.order(RenderId.fresh(), guided("\"teaCache\":{\"threshold\":9}")),
                studio.order(RenderId.fresh(), guided("\"enhanceAVideo\":{\"weight\":40}")));

        List<RenderOutcome.Finished> finished =
                renders.stream().map(studio::finished).toList();
        assertThat(finished).extracting(outcome -> outcome.poster().sha256()).doesNotHaveDuplicates();
        assertThat(finished).allSatisfy(outcome -> assertThat(outcome.notes()).isEmpty());
    }

    @Test
    void everyScheduleIsWalked() {
        List<RenderId> renders = List.of(
                studio.order(RenderId.fresh(), walked("euler", "\"name\":\"comfy\"")),
                studio.order(RenderId.fresh(), walked("dpmpp-2m", "\"name\":\"kijai\"")),
                studio.order(RenderId.fresh(), walked("lcm", "\"timesteps\":[1000,500]")),
                studio.order(RenderId.fresh(), walked("unipc-bh1-3", "\"sigmas\":[0.99,0.6]")));

        assertThat(renders)
                .extracting(render -> studio.finished(render).poster().sha256())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatCannotActIsToldWithTheFinishedRender() {
        String options = ",\"options\":{\"cfgZeroStar\":{},\"skipLayers\":{\"blocks\":[1]},"
                + "\"teaCache\":{\"threshold\":0.1}}}";
        String recipe = RenderingTest.recipeText().replace("\"negativePrompt\":\"\"", "\"negativePrompt\":\"blurry\"");

        RenderId render = studio.order(RenderId.fresh(), recipe.substring(0, recipe.length() - 1) + options);

        assertThat(studio.finished(render).notes())
                .containsExactly(
                        "CFG-Zero* does nothing at guidance 1: raise the guidance or leave it out",
                        "skip-layer guidance does nothing at guidance 1: raise the guidance or leave it out",
                        "TeaCache is left out at 2 steps: it needs at least 9",
                        "the negative prompt does nothing at guidance 1 without NAG: add NAG or raise the guidance");
    }

    @Test
    void aThresholdThatLeavesOutNothingIsTold() {
        RenderId render = studio.order(RenderId.fresh(), guided("\"teaCache\":{\"threshold\":1e-9}"));

        assertThat(studio.finished(render).notes())
                .containsExactly("TeaCache leaves out none of the 10 steps at threshold 1.0E-9: raise it");
    }

    @Test
    void strengthsByBlockAndByStepEachChangeThePicture() throws IOException {
        String prompt = "Kite style. A bridge.";
        StoredObject object = UntrainedAdapter.stored(store, folder, RenderingTest.NANO);
        Map<Integer, Double> without = Map.of(0, 0.0, 1, 0.0, 2, 0.0, 3, 0.0);

        List<RenderId> renders = List.of(
                studio.order(RenderingTest.recipe(
                        prompt, SamplerName.UNIPC, 1, List.of(new RenderRecipe.Adapter(object, 1)))),
                studio.order(RenderingTest.recipe(
                        prompt, SamplerName.UNIPC, 1, List.of(adapter(object, Map.of(1, 0.5), 0, 1)))),
                studio.order(
                        RenderingTest.recipe(prompt, SamplerName.UNIPC, 1, List.of(adapter(object, Map.of(), 0.5, 1)))),
                studio.order(RenderingTest.recipe(prompt, SamplerName.UNIPC, 1, List.of())),
                studio.order(
                        RenderingTest.recipe(prompt, SamplerName.UNIPC, 1, List.of(adapter(object, without, 0, 1)))));

        List<String> posters = renders.stream()
                .map(render -> studio.finished(render).poster().sha256())
                .toList();
        assertThat(posters.subList(0, 4)).doesNotHaveDuplicates();
        assertThat(posters.getLast()).isEqualTo(posters.get(3));
    }

    @Test
    void anAdapterThatNeverSetsInIsTold() throws IOException {
        StoredObject object = UntrainedAdapter.stored(store, folder, RenderingTest.NANO);

        RenderId render = studio.order(RenderingTest.recipe(
                "Kite style. A tower.", SamplerName.UNIPC, 1, List.of(adapter(object, Map.of(), 0.9, 1))));

        assertThat(studio.finished(render).notes())
                .contains("adapter %s acts in none of the 2 steps: widen its part of them".formatted(object.key()));
    }

    @Test
    void aBlockTheModelDoesNotHaveIsRefused() throws IOException {
        StoredObject object = UntrainedAdapter.stored(store, folder, RenderingTest.NANO);

        RenderId adapted = studio.order(RenderingTest.recipe(
                "Kite style. A tower.", SamplerName.UNIPC, 1, List.of(adapter(object, Map.of(7, 0.5), 0, 1))));
        RenderId skipping = studio.order(RenderId.fresh(), guided("\"skipLayers\":{\"blocks\":[9]}"));

        assertThat(studio.failure(adapted)).contains("expected one of the blocks 0 to 3", "got block 7");
        assertThat(studio.failure(skipping)).contains("leaves out blocks [9], but the model has blocks 0 to 3");
    }

    private static RenderRecipe.Adapter adapter(
            StoredObject object, Map<Integer, Double> blocks, double from, double to) {
        return new RenderRecipe.Adapter(object, 1, blocks, from, to);
    }

    private static String guided(String option) {
        String recipe = RenderingTest.recipeText()
                .replace("\"guidance\":1.0", "\"guidance\":4.0")
                .replace("\"steps\":2", "\"steps\":10");
        return recipe.substring(0, recipe.length() - 1) + ",\"options\":{%s}}".formatted(option);
    }

    private static String walked(String sampler, String schedule) {
        String recipe = RenderingTest.recipeText().replace("unipc", sampler);
        return recipe.substring(0, recipe.length() - 1) + ",\"schedule\":{%s}}".formatted(schedule);
    }
}
