package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import genga.chassis.work.WorkSignals;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.fact.WorkCommanded.Command;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.media.MediaFacts;
import genga.media.Probe;
import genga.media.VideoReader;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.weights.SafetensorsFile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class TrainingTest {

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Inject
    Training training;

    @TempDir
    Path folder;

    @Test
    void aRunEndsWithAnAdapterAndItsFirstAndLastLoss() throws IOException {
        TrainingRequested order = studio.order(Recipes.steps(30, 15), List.of(studio.item("clip-a", 1, 1)));

        TrainingOutcome.Finished finished = studio.finished(order.run());

        assertThat(finished.steps()).isEqualTo(30);
        assertThat(finished.firstLoss()).isPositive();
        assertThat(finished.lastLoss()).isPositive();
        assertThat(finished.adapter().key()).isEqualTo("runs/" + order.run() + "/kites.safetensors");
        assertThat(studio.facts(order.run(), CheckpointSaved.class))
                .extracting(saved -> saved.adapter().key())
                .containsExactly(
                        "runs/" + order.run() + "/kites-step00000015.safetensors",
                        "runs/" + order.run() + "/kites.safetensors");
        assertThat(studio.facts(order.run(), TrainingProgressed.class).getLast().step())
                .isEqualTo(30);
    }

    @Test
    void theAdapterIsAFileThatOtherProgramsKnow() throws IOException {
        TrainingRequested order = studio.order(Recipes.steps(2, 2), items());

        Path file = fetched(studio.finished(order.run()).adapter());

        try (SafetensorsFile adapter = SafetensorsFile.open(file)) {
            assertThat(adapter.names())
                    .contains(
                            "lora_unet_blocks_0_self_attn_q.lora_down.weight",
                            "lora_unet_blocks_3_ffn_2.lora_up.weight",
                            "lora_unet_blocks_3_ffn_2.alpha");
            assertThat(adapter.metadata())
                    .containsEntry("ss_base_model_version", "wan")
                    .containsEntry("ss_network_dim", "4")
                    .containsEntry("ss_output_name", "kites")
                    .containsEntry("ss_seed", "7")
                    .containsEntry("ss_steps", "2")
                    .containsEntry("ss_num_train_items", "3")
                    .containsEntry("ss_discrete_flow_shift", "3.0")
                    .containsEntry("ss_mixed_precision", "no")
                    .containsEntry("ss_fp8_base", "False")
                    .containsEntry("ss_full_bf16", "False")
                    .containsEntry("ss_optimizer", "torch.optim.adamw.AdamW")
                    .containsEntry("ss_session_id", order.run().value())
                    .containsEntry("modelspec.resolution", "32x32")
                    .containsKeys("sshs_model_hash", "ss_training_started_at")
                    .doesNotContainKeys("ss_network_args", "ss_mode_scale", "modelspec.timestep_range")
                    .containsEntry("modelspec.architecture", "wan2.1/lora")
                    .containsEntry("modelspec.trigger_phrase", "Kite style.")
                    .containsEntry("genga.base_model", "wan-nano")
                    .containsEntry("genga.dataset", "dataset-1")
                    .containsEntry("genga.run", order.run().value());
        }
    }

    @Test
    void aRunThatWasKilledEndsWithTheBytesOfOneThatWasNot() throws Exception {
        TrainingRequested order = studio.order(Recipes.steps(6, 2), items());
        StoredObject uninterrupted = studio.finished(order.run()).adapter();
        int told = studio.facts(order.run(), TrainingProgressed.class).size();
        asKilledAfterStep4(order.run());

        training.perform(order, new WorkSignals());

        TrainingOutcome.Finished resumed = studio.finished(order.run());
        assertThat(resumed.adapter()).isEqualTo(uninterrupted);
        assertThat(studio.facts(order.run(), TrainingProgressed.class).subList(told, told + 1))
                .extracting(TrainingProgressed::step)
                .containsExactly(5);
    }

    @Test
    void aDamagedSnapshotIsPassedOver() throws Exception {
        TrainingRequested order = studio.order(Recipes.steps(6, 2), items());
        StoredObject uninterrupted = studio.finished(order.run()).adapter();
        store.remove(uninterrupted.key());
        store.put(
                ObjectKeys.snapshot(order.run(), 6),
                "half a file".getBytes(StandardCharsets.UTF_8),
                ContentType.BINARY);

        training.perform(order, new WorkSignals());

        assertThat(studio.finished(order.run()).adapter()).isEqualTo(uninterrupted);
    }

    @Test
    void theTwoNewestSnapshotsAreKept() throws IOException {
        TrainingRequested order = studio.order(Recipes.steps(6, 2), items());

        studio.finished(order.run());

        assertThat(store.list("runs/" + order.run() + "/snapshot-"))
                .filteredOn(key -> key.endsWith(".safetensors"))
                .containsExactly(ObjectKeys.snapshot(order.run(), 4), ObjectKeys.snapshot(order.run(), 6));
    }

    @Test
    void heldOutClipsGiveALossThatOnlyTheAdapterMoves() throws IOException {
        List<Item> items = items();
        TrainingRequested order = studio.order(Recipes.recipe(4, 2, List.of(), 0.5), items);
        TrainingRequested again = studio.order(Recipes.recipe(2, 2, List.of(), 0.5), items);

        studio.finished(order.run());
        studio.finished(again.run());

        List<CheckpointSaved> saved = studio.facts(order.run(), CheckpointSaved.class);
        assertThat(saved).extracting(CheckpointSaved::validationLoss).allMatch(loss -> loss.getAsDouble() > 0);
        assertThat(saved.getFirst().validationLoss())
                .isNotEqualTo(saved.getLast().validationLoss());
        assertThat(studio.facts(again.run(), CheckpointSaved.class).getFirst().validationLoss())
                .isEqualTo(saved.getFirst().validationLoss());
    }

    @Test
    void promptsOfTheRecipeAreRenderedAtEachCheckpoint() throws IOException {
        TrainingRequested order = studio.order(
                Recipes.recipe(1, 1, List.of("Kite style. A red kite over hills."), 0),
                List.of(studio.item("clip-p", 5, 3)));

        studio.finished(order.run());

        PreviewRendered preview =
                studio.facts(order.run(), PreviewRendered.class).getFirst();
        Path clip = fetched(preview.clip());
        MediaFacts facts = Probe.film(clip);
        assertThat(facts.rate().perSecond()).isEqualTo(16);
        assertThat(VideoReader.countFrames(clip)).isEqualTo(5);
        assertThat(preview.poster().key()).endsWith(".jpg");
    }

    @Test
    void aSaveIsMadeAtTheNextStepWhenSomeoneWantsIt() throws IOException {
        RunId run = RunId.fresh();
        studio.command(run, Command.SAVE_NOW);

        studio.order(run, Recipes.steps(3, 3), "wan-nano", items());

        studio.finished(run);
        assertThat(studio.facts(run, CheckpointSaved.class))
                .extracting(CheckpointSaved::step)
                .containsExactly(1, 3);
    }

    @Test
    void aCancelledRunEndsAsCancelled() throws IOException {
        RunId run = RunId.fresh();
        studio.command(run, Command.CANCEL);

        studio.order(run, Recipes.steps(3, 3), "wan-nano", items());

        assertThat(studio.outcome(run)).isEqualTo(new TrainingOutcome.Cancelled(0));
    }

    @Test
    void aCancelTakesEffectBetweenTwoSteps() throws IOException {
        RunId run = studio.order(Recipes.steps(1_000_000, 1_000_000), items()).run();
        studio.awaitProgress(run);

        studio.command(run, Command.CANCEL);

        assertThat(studio.outcome(run))
                .isInstanceOfSatisfying(
                        TrainingOutcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.step()).isPositive());
    }

    @Test
    void itemsCachedWithAnotherModelAreRefused() throws IOException {
        RunId run = RunId.fresh();

        studio.order(run, Recipes.steps(3, 3), "Wan2.1-T2V-14B", items());

        assertThat(failure(run))
                .isEqualTo("recipe baseModel: expected 'Wan2.1-T2V-14B', whose VAE and text encoder made the cached"
                        + " items, got 'wan-nano'; train that model, or have dataset dataset-1 cached for the other");
    }

    @Test
    void aRecipeThatIsNoneIsRefusedInItsOwnWords() throws IOException {
        RunId run = RunId.fresh();
        String recipe = "{\"schema\":1,\"name\":\"kites\",\"baseModel\":\"wan-nano\",\"rank\":0,\"previews\":[]}";
        TrainingRequested order = studio.order(run, Recipes.steps(1, 1), "wan-nano", items());
        studio.finished(run);
        StoredObject broken =
                store.put("recipes/broken.json", recipe.getBytes(StandardCharsets.UTF_8), ContentType.JSON);
        TrainingRequested bad = new TrainingRequested(
                order.header(), order.run(), order.project(), order.dataset(), order.cache(), broken);

        Exception refusal = assertThrows(Exception.class, () -> training.perform(bad, new WorkSignals()));

        assertThat(refusal).hasMessageContaining("recipe rank: expected 1 to 1024, got 0");
    }

    private List<Item> items() throws IOException {
        return List.of(studio.item("clip-a", 1, 1), studio.item("clip-a", 5, 2), studio.item("clip-b", 1, 3));
    }

    /// What the store holds of a run of six steps that saved at 2 and 4 and got no further.
    private void asKilledAfterStep4(RunId run) {
        store.remove(ObjectKeys.adapter(run, "kites"));
        store.remove(ObjectKeys.snapshot(run, 6));
    }

    private String failure(RunId run) {
        TrainingOutcome outcome = studio.outcome(run);
        assertThat(outcome).isInstanceOf(TrainingOutcome.Failed.class);
        return ((TrainingOutcome.Failed) outcome).problem().sentence();
    }

    private Path fetched(StoredObject object) {
        Path file = folder.resolve(object.sha256());
        store.fetch(object, file);
        return file;
    }
}
