package genga.trainer;

import genga.chassis.Documents;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.OptimizerChoice;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.DatasetPart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an adapter file says of its training: `ss_*` keys in musubi-tuner's spelling (`training/trainer_base.py`,
/// v0.3.4), `modelspec.*`, and our own `genga.*`. Nothing in it depends on when or where the file was written, so the
/// same run gives the same bytes.
final class AdapterMetadata {

    private static final Map<OptimizerChoice.Name, String> OPTIMIZERS = Map.of(
            OptimizerChoice.Name.ADAMW, "torch.optim.adamw.AdamW",
            OptimizerChoice.Name.ADAMW_8BIT, "bitsandbytes.optim.adamw.AdamW8bit",
            OptimizerChoice.Name.ADAFACTOR, "transformers.optimization.Adafactor",
            OptimizerChoice.Name.ADAFACTOR_RELATIVE, "transformers.optimization.Adafactor(relative_step=True)",
            OptimizerChoice.Name.PRODIGY, "prodigyopt.prodigy.Prodigy",
            OptimizerChoice.Name.LION, "lion_pytorch.lion_pytorch.Lion",
            OptimizerChoice.Name.SCHEDULE_FREE_ADAMW, "schedulefree.adamw_schedulefree.AdamWScheduleFree");

    private AdapterMetadata() {}

    /// @param epoch counted from 1
    static Map<String, String> of(RunPlan plan, Documents documents, int step, int epoch, int itemsPerEpoch) {
        TrainingRecipe recipe = plan.recipe();
        Map<String, String> metadata = new TreeMap<>();
        names(metadata, plan);
        metadata.put("ss_seed", Long.toString(recipe.seed()));
        metadata.put("ss_steps", Integer.toString(step));
        metadata.put("ss_epoch", Integer.toString(epoch));
        metadata.put("ss_max_train_steps", Integer.toString(recipe.steps()));
        metadata.put("ss_num_train_items", Integer.toString(itemsPerEpoch));
        metadata.put("ss_num_batches_per_epoch", Integer.toString(itemsPerEpoch));
        long seen = (long) recipe.steps() * recipe.itemsPerStep();
        metadata.put("ss_num_epochs", Long.toString(Math.ceilDiv(seen, itemsPerEpoch)));
        metadata.put("ss_learning_rate", Double.toString(recipe.learningRate()));
        metadata.put("ss_max_grad_norm", Double.toString(recipe.maxGradientNorm()));
        metadata.put("ss_gradient_checkpointing", "True");
        metadata.put("ss_gradient_accumulation_steps", Integer.toString(recipe.itemsPerStep()));
        metadata.put("ss_datasets", documents.text(parts(plan)));
        rules(metadata, recipe, documents);
        return metadata;
    }

    /// What moves the adapter, in the recipe's own words; musubi-tuner has others for some of it.
    private static void rules(Map<String, String> metadata, TrainingRecipe recipe, Documents documents) {
        NoiseLevels levels = recipe.noiseLevels();
        Regularising regularising = recipe.regularising();
        metadata.put(
                "ss_lr_scheduler", word(documents, recipe.learningRateCourse().curve()));
        metadata.put(
                "ss_lr_warmup_steps",
                Integer.toString(recipe.learningRateCourse().warmup()));
        metadata.put("ss_optimizer", OPTIMIZERS.get(recipe.optimizer().name()));
        metadata.put("ss_timestep_sampling", word(documents, levels.mode()));
        metadata.put("ss_sigmoid_scale", Double.toString(levels.sigmoidScale()));
        metadata.put("ss_logit_mean", Double.toString(levels.mean()));
        metadata.put("ss_logit_std", Double.toString(levels.deviation()));
        metadata.put("ss_discrete_flow_shift", Double.toString(recipe.shift()));
        metadata.put("ss_weighting_scheme", word(documents, regularising.lossWeighting()));
        metadata.put("ss_network_dropout", Double.toString(regularising.networkDropout()));
    }

    private static String word(Documents documents, Enum<?> choice) {
        return documents.text(choice).replace("\"", "");
    }

    private static void names(Map<String, String> metadata, RunPlan plan) {
        Instant ordered = plan.order().header().at();
        String trigger = plan.manifest().triggerPhrase().text();
        metadata.put("ss_output_name", plan.recipe().name());
        metadata.put("ss_session_id", plan.order().run().value());
        metadata.put("ss_training_started_at", Long.toString(ordered.getEpochSecond()));
        metadata.put(
                "ss_sd_model_name", plan.model().transformer().getFileName().toString());
        metadata.put("ss_vae_name", plan.model().vae().getFileName().toString());
        metadata.put("modelspec.title", plan.recipe().name());
        metadata.put("modelspec.date", ordered.toString());
        metadata.put("modelspec.trigger_phrase", trigger);
        metadata.put("genga.base_model", plan.model().name());
        metadata.put("genga.dataset", plan.manifest().dataset().value());
        metadata.put("genga.run", plan.order().run().value());
        metadata.put("genga.trigger_phrase", trigger);
    }

    private static List<Map<String, Object>> parts(RunPlan plan) {
        return plan.manifest().parts().stream().map(AdapterMetadata::part).toList();
    }

    private static Map<String, Object> part(DatasetPart part) {
        return new TreeMap<>(Map.of(
                "resolution", List.of(part.width(), part.height()),
                "batch_size_per_device", 1,
                "num_repeats", part.repeats(),
                "enable_bucket", true,
                "bucket_no_upscale", false,
                "frame_extraction", part.extraction(),
                "target_frames", part.targetFrames(),
                "frame_stride", part.stride(),
                "frame_sample", part.samples(),
                "max_frames", part.maxFrames()));
    }
}
