package genga.render;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.RenderRecipe;
import genga.contracts.document.SamplerName;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import genga.wan.base.ModelFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Adapters that cannot act beside the model are merged into it as it is loaded.
@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class AdapterKindsTest {

    private static final double STRENGTH = 0.7;
    private static final String PROMPT = "Kite style. A harbour.";

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Inject
    RenderConfig config;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = "RELATIVE", mode = EnumSource.Mode.EXCLUDE)
    void anAdapterOfAnyKindRendersWhatTheMergedModelDoes(BroughtAdapter kind) throws Exception {
        StoredObject object = kind.stored(store, folder);
        byte[] before = Files.readAllBytes(nano().transformer());
        Path merged = mergedModel(kind);

        try {
            String adapted = poster(recipe("wan-nano", new RenderRecipe.Adapter(object, STRENGTH)));
            String ofMerged = poster(recipe(merged.getFileName().toString()));
            String weaker =
                    poster(recipe("wan-nano", new RenderRecipe.Adapter(object, STRENGTH, Map.of(2, 0.25), 0.0, 1.0)));
            String alone = poster(recipe("wan-nano"));

            assertThat(adapted).isEqualTo(ofMerged);
            assertThat(List.of(adapted, weaker, alone)).doesNotHaveDuplicates();
            assertThat(Files.readAllBytes(nano().transformer())).isEqualTo(before);
        } finally {
            remove(merged);
        }
    }

    @Test
    void keysThatBelongToNothingAreTold() {
        StoredObject object = BroughtAdapter.RELATIVE.stored(store, folder);

        RenderId render = studio.order(recipe("wan-nano", new RenderRecipe.Adapter(object, 1)));

        assertThat(studio.finished(render).notes())
                .containsExactly("adapter incoming/relative.safetensors has 2 keys, such as"
                        + " diffusion_model.blocks.0.cross_attn.k_img.diff_b, that belong to nothing of the base model:"
                        + " they do nothing");
    }

    @Test
    void whatIsMergedCannotActInSomeStepsOnly() {
        StoredObject object = BroughtAdapter.LOHA.stored(store, folder);

        RenderId render = studio.order(recipe("wan-nano", new RenderRecipe.Adapter(object, 1, Map.of(), 0.5, 1.0)));

        assertThat(studio.failure(render))
                .isEqualTo("from and to of adapter incoming/loha.safetensors: expected 0 and 1: this LoHa changes what"
                        + " cannot act beside the model, is merged into it and acts in all steps, got 0.5 and 1.0; leave"
                        + " them out, or choose a LoRA that changes linears of the blocks only");
    }

    private String poster(RenderRecipe recipe) {
        return studio.finished(studio.order(recipe)).poster().sha256();
    }

    private ModelFolder nano() {
        return ModelFolder.open(config.models(), "wan-nano");
    }

    /// What `./genga adapters merge` makes of the adapter, as a base model of its own.
    private Path mergedModel(BroughtAdapter kind) throws IOException, InterruptedException {
        ModelFolder nano = nano();
        Path model = config.models().resolve("merged-" + kind.name());
        remove(model);
        Path original = config.models().resolve("wan-nano");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                if (!file.equals(nano.transformer())) {
                    Files.copy(file, model.resolve(original.relativize(file)));
                }
            }
        }
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "genga.wan.adapter.form.AdaptersCommand",
                        "merge",
                        kind.file(folder) + "=" + STRENGTH,
                        "--out",
                        model.resolve(original.relativize(nano.transformer())).toString(),
                        "--base",
                        "wan-nano",
                        "--models",
                        config.models().toString())
                .inheritIO()
                .start();
        assertThat(command.waitFor()).isZero();
        return model;
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static RenderRecipe recipe(String base, RenderRecipe.Adapter... adapters) {
        return new RenderRecipe(
                RenderRecipe.SCHEMA,
                base,
                List.of(adapters),
                PROMPT,
                "",
                48,
                32,
                5,
                2,
                5,
                SamplerName.UNIPC,
                1,
                11,
                null,
                null);
    }
}
