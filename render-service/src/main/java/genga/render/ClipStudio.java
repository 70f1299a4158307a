package genga.render;

import genga.chassis.ChassisConfig;
import genga.chassis.Documents;
import genga.chassis.Refused;
import genga.clips.ClipFile;
import genga.clips.PromptEmbeddings;
import genga.contracts.document.RenderRecipe;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.adapter.form.AdaptedModel;
import genga.wan.adapter.form.AdaptedWeights;
import genga.wan.base.ComputeDevice;
import genga.wan.base.MissingModel;
import genga.wan.base.ModelFolder;
import genga.wan.dataset.Resolution;
import genga.wan.memory.BaseStorage;
import genga.wan.memory.DeviceSpeed;
import genga.wan.memory.Forecast;
import genga.wan.memory.Workload;
import genga.wan.render.ClipRendering;
import genga.wan.render.Prompts;
import genga.wan.render.SamplingSettings;
import genga.wan.tensor.Device;
import genga.wan.text.TextEmbedding;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.vae.VaeTiling;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// From recipe to stored clip. Made at start, so that a device that is not there stops the service at once and not its
/// first render.
@ApplicationScoped
@Startup
class ClipStudio {

    private static final Logger LOG = Logger.getLogger(ClipStudio.class);

    private final ObjectStore store;
    private final Documents documents;
    private final RenderConfig config;
    private final Device device;
    private final Path folder;

    ClipStudio(ObjectStore store, Documents documents, RenderConfig config, ChassisConfig chassis) {
        this.store = store;
        this.documents = documents;
        this.config = config;
        this.device = ComputeDevice.named(config.device());
        this.folder = chassis.folder().resolve("render-service");
    }

    /// Throws what [RenderRun#progressed] throws when someone or something ends it.
    RenderOutcome render(RenderRun run, RenderRecipe recipe) throws Exception {
        Instant begun = run.clock().instant();
        ModelFolder model = model(recipe.baseModel());
        refuseWhatDoesNotFit(model, base -> RecipeSettings.workload(recipe, base, config.blocksToSwap()));
        Files.createDirectories(folder);
        run.progressed("encoding the prompt", 0, 1);
        Prompts prompts = prompts(new PromptEmbeddings(store, model, device, folder), recipe);
        Path file = Files.createTempFile(folder, "clip-", ".mp4");
        try (ClipFile clip = clipFile(file, recipe)) {
            List<String> notes = draw(run, recipe, model, prompts, clip);
            run.progressed("writing", 0, 1);
            clip.finish();
            StoredObject poster =
                    store.put(ObjectKeys.renderPoster(run.order().render()), clip.poster(), ContentType.JPEG);
            StoredObject video = store.put(ObjectKeys.renderClip(run.order().render()), file, ContentType.MP4);
            double seconds = Duration.between(begun, run.clock().instant()).toMillis() / 1e3;
            return new RenderOutcome.Finished(video, poster, run.order().recipe(), seconds, notes);
        } finally {
            Files.delete(file);
        }
    }

    private void refuseWhatDoesNotFit(ModelFolder model, Function<BaseStorage, Workload> job) {
        model.refusal(device, job).ifPresent(reason -> {
            throw new Refused(new Problem(
                    "recipe",
                    reason,
                    "a clip that fits the memory of " + device,
                    "set genga.blocks-to-swap, or render fewer or smaller frames"));
        });
    }

    /// Told before the first step; without the VAE, and an option that leaves out steps makes it less.
    private void foretell(RenderRun run, RenderRecipe recipe, ModelFolder model, WanTransformer transformer) {
        Forecast pass = model.forecasts(base -> List.of(RecipeSettings.workload(recipe, base, config.blocksToSwap())))
                .getFirst();
        int passes = RecipeSettings.passes(recipe) * recipe.steps();
        double seconds = passes * pass.seconds(DeviceSpeed.teraflops(device, transformer.compute()));
        LOG.infof(
                "render foretold render=%s %s passes=%d seconds=%.3g",
                run.order().render(), pass, passes, seconds);
    }

    private ModelFolder model(String name) {
        try {
            return ModelFolder.open(config.models(), name);
        } catch (MissingModel e) {
            throw new Refused(new Problem("baseModel", e.found(), e.expected(), e.remedy()), e);
        }
    }

    /// A negative prompt is only encoded where something reads it.
    private static Prompts prompts(PromptEmbeddings embeddings, RenderRecipe recipe) throws IOException {
        if (!recipe.readsNegativePrompt()) {
            return new Prompts(embeddings.of(List.of(recipe.prompt())).getFirst(), Optional.empty());
        }
        List<TextEmbedding> both = embeddings.of(List.of(recipe.prompt(), recipe.negativePrompt()));
        return new Prompts(both.getFirst(), Optional.of(both.getLast()));
    }

    /// The recipe goes into the file under our key and under the one that players show.
    private ClipFile clipFile(Path file, RenderRecipe recipe) {
        String json = documents.text(recipe);
        Resolution size = new Resolution(recipe.width(), recipe.height());
        return new ClipFile(file, size, recipe.frames(), Map.of("genga.recipe", json, "comment", json));
    }

    /// @return what of the recipe cannot act
    private List<String> draw(RenderRun run, RenderRecipe recipe, ModelFolder model, Prompts prompts, ClipFile clip)
            throws Exception {
        try (AdaptedModel adapted = adapted(recipe, model)) {
            WanTransformer transformer = adapted.transformer();
            foretell(run, recipe, model, transformer);
            SamplingSettings settings = RecipeSettings.of(recipe, transformer.shape());
            List<String> notes = RenderNotes.of(recipe, settings, adapted);
            notes.forEach(
                    note -> LOG.infof("render noted render=%s: %s", run.order().render(), note));
            ClipRendering rendering = new ClipRendering(transformer, SideBranches.none(), model.vae(), device)
                    .with(adapted.branches())
                    .decodedIn(config.vaeType());
            (config.vaeTiles() ? rendering.tiled(VaeTiling.usual()) : rendering)
                    .render(settings, prompts, new ProgressWatch(run), clip::add);
            return notes;
        }
    }

    /// What is merged may take more memory than the base it is merged into, which is asked before it is loaded.
    private AdaptedModel adapted(RenderRecipe recipe, ModelFolder model) throws IOException {
        try (AdaptedWeights weights = AdaptedWeights.of(model.transformer())) {
            new StoredAdapters(store, folder, recipe).chooseFor(weights);
            BaseStorage storage = weights.storage();
            refuseWhatDoesNotFit(model, base -> RecipeSettings.workload(recipe, storage, config.blocksToSwap()));
            return weights.open(TransformerOptions.on(device).swapping(config.blocksToSwap()));
        }
    }
}
