package genga.trainer;

import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.clips.ClipFile;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.render.ClipRendering;
import genga.wan.render.Prompts;
import genga.wan.render.RenderWatch;
import genga.wan.render.SamplingSettings;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clips of the recipe's prompts with the adapter as it stands, through the code that makes every other render.
final class Previews {

    private final ObjectStore store;
    private final RunPlan plan;
    private final RunVoice voice;
    private final WanTransformer base;
    private final PreviewScene scene;

    Previews(ObjectStore store, RunPlan plan, RunVoice voice, WanTransformer base, PreviewScene scene) {
        this.store = store;
        this.plan = plan;
        this.voice = voice;
        this.base = base;
        this.scene = scene;
    }

    /// Renders every prompt; one that the store has from before a kill is only told again. A run that is cancelled
    /// meanwhile leaves the rest out.
    void render(LoraTraining training, int step, WorkSignals signals) throws IOException, WorkInterrupted {
        for (int prompt = 0; prompt < scene.prompts().size() && !signals.cancelled(); prompt++) {
            String clipKey = ObjectKeys.previewClip(plan.order().run(), step, prompt);
            String posterKey = ObjectKeys.previewPoster(plan.order().run(), step, prompt);
            Optional<StoredObject> clip = store.find(clipKey);
            if (clip.isEmpty()) {
                clip = Optional.of(render(training, scene.prompts().get(prompt), clipKey, posterKey, signals));
            }
            voice.previewRendered(
                    step, prompt, clip.get(), store.find(posterKey).orElseThrow());
        }
    }

    private StoredObject render(
            LoraTraining training, Prompts prompts, String clipKey, String posterKey, WorkSignals signals)
            throws IOException, WorkInterrupted {
        Path file = Files.createTempFile(scene.folder(), "preview-", ".mp4");
        SamplingSettings settings = scene.settings();
        try (TensorScope scope = TensorScope.open();
                LoraAdapter adapter = training.adapter();
                ClipFile clip = new ClipFile(
                        file, settings.resolution(), settings.frames().value(), Map.of())) {
            SideBranches branches = AppliedAdapter.branches(
                    scope, base.shape(), base.device(), List.of(new AppliedAdapter(adapter, 1)));
            new ClipRendering(base, branches, plan.model().vae(), base.device())
                    .render(settings, prompts, stoppingWith(signals), clip::add);
            clip.finish();
            store.put(posterKey, clip.poster(), ContentType.JPEG);
            return store.put(clipKey, file, ContentType.MP4);
        } finally {
            Files.delete(file);
        }
    }

    private static RenderWatch<WorkInterrupted> stoppingWith(WorkSignals signals) {
        return new RenderWatch<>() {
            @Override
            public void sampled(int done, int steps) throws WorkInterrupted {
                signals.checkpoint();
            }

            @Override
            public void decoded(int done, int frames) throws WorkInterrupted {
                signals.checkpoint();
            }
        };
    }
}
