package genga.render;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.RenderRecipe;
import genga.contracts.document.SamplerName;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.media.FrameSize;
import genga.media.Probe;
import genga.media.VideoReader;
import genga.store.ObjectStore;
import genga.wan.transformer.TransformerShape;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class RenderingTest {

    static final TransformerShape NANO = new TransformerShape(16, 256, 512, 128, 256, 4);

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    @Test
    void aRecipeBecomesAClipThatPlaysAt16FramesASecond() {
        RenderId render = studio.order(recipe("Kite style. A red kite.", SamplerName.UNIPC, 1, List.of()));

        RenderOutcome.Finished finished = studio.finished(render);

        Path clip = fetched(finished.clip());
        assertThat(Probe.film(clip).display()).isEqualTo(new FrameSize(48, 32));
        assertThat(Probe.film(clip).rate().perSecond()).isEqualTo(16);
        assertThat(VideoReader.countFrames(clip)).isEqualTo(5);
        assertThat(finished.clip().key()).isEqualTo("renders/" + render + "/clip.mp4");
        assertThat(store.read(finished.poster())).startsWith(0xFF, 0xD8);
        assertThat(finished.seconds()).isPositive();
    }

    @Test
    void theRecipeLiesInTheClipItself() throws IOException {
        RenderId render = studio.order(recipe("Kite style. A paper dragon.", SamplerName.EULER, 1, List.of()));

        String clip = Files.readString(fetched(studio.finished(render).clip()), StandardCharsets.ISO_8859_1);

        assertThat(clip).contains("genga.recipe", "comment").contains("\"prompt\":\"Kite style. A paper dragon.\"");
    }

    @Test
    void everyStepIsToldInWords() {
        RenderId render = studio.order(recipe("Kite style. Wind.", SamplerName.UNIPC, 1, List.of()));

        studio.finished(render);

        assertThat(studio.facts(render, RenderProgressed.class))
                .extracting(fact -> fact.progress().stage())
                .containsExactly(
                        "encoding the prompt",
                        "step 1 of 2",
                        "step 2 of 2",
                        "decoding",
                        "decoding",
                        "decoding",
                        "writing");
    }

    @Test
    void theSameRecipeGivesTheSameClip() {
        RenderRecipe recipe = recipe("Kite style. A hill.", SamplerName.UNIPC, 3, List.of());

        RenderId first = studio.order(recipe);
        RenderId second = studio.order(recipe);

        assertThat(studio.finished(second).clip().sha256())
                .isEqualTo(studio.finished(first).clip().sha256());
    }

    @Test
    void samplerGuidanceAndAdapterEachChangeThePicture() throws IOException {
        String prompt = "Kite style. A river.";
        StoredObject adapter = UntrainedAdapter.stored(store, folder, NANO);

        List<RenderId> renders = List.of(
                studio.order(recipe(prompt, SamplerName.UNIPC, 1, List.of())),
                studio.order(recipe(prompt, SamplerName.EULER, 1, List.of())),
                studio.order(recipe(prompt, SamplerName.UNIPC, 4, List.of())),
                studio.order(recipe(prompt, SamplerName.UNIPC, 1, List.of(new RenderRecipe.Adapter(adapter, 1)))),
                studio.order(recipe(prompt, SamplerName.UNIPC, 1, List.of(new RenderRecipe.Adapter(adapter, 0)))));

        List<String> posters = renders.stream()
                .map(render -> studio.finished(render).poster().sha256())
                .toList();
        assertThat(posters.subList(0, 4)).doesNotHaveDuplicates();
        assertThat(posters.get(4)).isEqualTo(posters.getFirst());
    }

    @Test
    void aCancelledRenderEndsAsCancelled() {
        RenderId render = RenderId.fresh();
        studio.cancel(render);

        studio.order(render, recipeText());

        assertThat(studio.outcome(render)).isEqualTo(new RenderOutcome.Cancelled());
    }

    @Test
    void aCancelTakesEffectBetweenTwoSteps() {
        RenderId render = studio.order(RenderId.fresh(), recipeText().replace("\"steps\":2", "\"steps\":1000"));
        studio.awaitProgress(render);

        studio.cancel(render);

        assertThat(studio.outcome(render)).isEqualTo(new RenderOutcome.Cancelled());
        assertThat(studio.facts(render, RenderProgressed.class)
                        .getLast()
                        .progress()
                        .stage())
                .endsWith("of 1000");
    }

    @Test
    void anAdapterOfAnotherModelIsRefused() throws IOException {
        StoredObject foreign = UntrainedAdapter.stored(store, folder, new TransformerShape(16, 128, 256, 128, 256, 4));

        RenderId render = studio.order(
                recipe("Kite style. A cloud.", SamplerName.UNIPC, 1, List.of(new RenderRecipe.Adapter(foreign, 1))));

        assertThat(studio.failure(render))
                .contains(
                        "an adapter for the base model 'wan-nano'",
                        "[4, 256]",
                        "[4, 128]",
                        "another size than width 256");
    }

    @Test
    void anUnknownBaseModelIsRefused() {
        RenderRecipe recipe = new RenderRecipe(
                RenderRecipe.SCHEMA,
                "wan-huge",
                List.of(),
                "A kite.",
                "",
                48,
                32,
                5,
                2,
                5,
                SamplerName.UNIPC,
                1,
                1,
                null,
                null);

        RenderId render = studio.order(recipe);

        assertThat(studio.failure(render)).contains("baseModel", "'wan-huge'", "put its files into");
    }

    @Test
    void sidesThatAreNoMultipleOf16AreRefusedInTheRecipesWords() {
        RenderId wide = studio.order(RenderId.fresh(), recipeText().replace("\"width\":48", "\"width\":50"));
        RenderId odd = studio.order(RenderId.fresh(), recipeText().replace("\"frames\":5", "\"frames\":6"));

        assertThat(studio.failure(wide)).contains("render width: expected a multiple of 16, got 50");
        assertThat(studio.failure(odd)).contains("render frames: expected 4n+1 (1, 5, 9, ... 81), got 6");
    }

    static RenderRecipe recipe(
            String prompt, SamplerName sampler, double guidance, List<RenderRecipe.Adapter> adapters) {
        return new RenderRecipe(
                RenderRecipe.SCHEMA,
                "wan-nano",
                adapters,
                prompt,
                "blurry",
                48,
                32,
                5,
                2,
                5,
                sampler,
                guidance,
                11,
                null,
                null);
    }

    static String recipeText() {
        return "{\"schema\":1,\"baseModel\":\"wan-nano\",\"adapters\":[],\"prompt\":\"A kite.\",\"negativePrompt\":\"\","
                + "\"width\":48,\"height\":32,\"frames\":5,\"steps\":2,\"shift\":5.0,\"sampler\":\"unipc\","
                + "\"guidance\":1.0,\"seed\":1}";
    }

    private Path fetched(StoredObject object) {
        Path file = folder.resolve(object.sha256());
        store.fetch(object, file);
        return file;
    }
}
