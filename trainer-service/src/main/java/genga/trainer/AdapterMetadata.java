package genga.trainer;

import genga.chassis.Documents;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.document.LearningRateCourse;
import genga.contracts.document.NoiseLevels;
import genga.contracts.document.Regularising;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.vocabulary.DatasetPart;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an adapter file says of its training: `ss_*` keys in musubi-tuner's spelling (`training/trainer_base.py`,
/// v0.3.4), `modelspec.*`, and our own `genga.*`. Nothing in it depends on when or where the file was written, so the
/// same run gives the same bytes.
final class AdapterMetadata {

    private AdapterMetadata() {}

    static Map<String, String> of(RunPlan plan, BasePrecision precision, Documents documents, RunPosition position) {
        TrainingRecipe recipe = plan.recipe();
        Map<String, String> metadata = new TreeMap<>();
        names(metadata, plan);
        counts(metadata, recipe, position);
        rules(metadata, recipe);
        regularising(metadata, recipe.regularising(), documents);
        precision(metadata, precision);
        metadata.put("ss_datasets", documents.text(parts(plan)));
        recipe.startAdapter().ifPresent(start -> metadata.put("genga.start_adapter", start.sha256()));
        return metadata;
    }

    private static void counts(Map<String, String> metadata, TrainingRecipe recipe, RunPosition position) {
        String items = Integer.toString(position.itemsPerEpoch());
        long seen = (long) recipe.steps() * recipe.itemsPerStep();
        metadata.put("ss_steps", Integer.toString(position.step()));
        metadata.put("ss_epoch", Integer.toString(position.epoch()));
        metadata.put("ss_max_train_steps", Integer.toString(recipe.steps()));
        metadata.put("ss_num_train_items", items);
        metadata.put("ss_num_batches_per_epoch", items);
        metadata.put("ss_num_epochs", Long.toString(Math.ceilDiv(seen, position.itemsPerEpoch())));
        metadata.put("ss_gradient_accumulation_steps", Integer.toString(recipe.itemsPerStep()));
    }

    /// What moves the adapter.
    private static void rules(Map<String, String> metadata, TrainingRecipe recipe) {
        LearningRateCourse course = recipe.learningRateCourse();
        NoiseLevels levels = recipe.noiseLevels();
        metadata.put("ss_seed", Long.toString(recipe.seed()));
        metadata.put("ss_learning_rate", Double.toString(recipe.learningRate()));
        metadata.put("ss_lr_scheduler", MusubiWords.course(course));
        metadata.put("ss_lr_warmup_steps", Integer.toString(course.warmup()));
        metadata.put("ss_optimizer", MusubiWords.optimizer(recipe));
        metadata.put("ss_max_grad_norm", Double.toString(recipe.maxGradientNorm()));
        metadata.put("ss_timestep_sampling", MusubiWords.mode(levels));
        metadata.put("ss_sigmoid_scale", Double.toString(levels.sigmoidScale()));
        metadata.put("ss_logit_mean", Double.toString(levels.mean()));
        metadata.put("ss_logit_std", Double.toString(levels.deviation()));
        metadata.put("ss_discrete_flow_shift", Double.toString(recipe.shift()));
        metadata.put("ss_weighting_scheme", MusubiWords.weighting(recipe));
        if (levels.bend() == NoiseLevels.Bend.MODE) {
            metadata.put("ss_mode_scale", Double.toString(RecipeRules.MODE_SCALE));
        }
        if (levels.least() > 0 || levels.most() < 1) {
            metadata.put(
                    "modelspec.timestep_range",
                    "%d,%d".formatted(Math.round(levels.least() * 1000), Math.round(levels.most() * 1000)));
        }
    }

    private static void regularising(Map<String, String> metadata, Regularising regularising, Documents documents) {
        metadata.put("ss_network_dropout", Double.toString(regularising.networkDropout()));
        Map<String, String> arguments = new TreeMap<>();
        if (regularising.rankDropout() > 0) {
            arguments.put("rank_dropout", Double.toString(regularising.rankDropout()));
        }
        if (regularising.moduleDropout() > 0) {
            arguments.put("module_dropout", Double.toString(regularising.moduleDropout()));
        }
        if (!arguments.isEmpty()) {
            metadata.put("ss_network_args", documents.text(arguments));
        }
    }

    /// The adapter itself is in fp32 throughout, and what is kept of a block stays on the device.
    private static void precision(Map<String, String> metadata, BasePrecision precision) {
        metadata.put("ss_mixed_precision", precision.mixed());
        metadata.put("ss_fp8_base", precision.fp8() ? "True" : "False");
        metadata.put("ss_full_fp16", "False");
        metadata.put("ss_full_bf16", "False");
        metadata.put("ss_gradient_checkpointing", "True");
        metadata.put("ss_gradient_checkpointing_cpu_offload", "False");
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
        metadata.put("modelspec.resolution", resolution(plan));
        metadata.put("modelspec.date", ordered.toString());
        metadata.put("modelspec.trigger_phrase", trigger);
        metadata.put("genga.base_model", plan.model().name());
        metadata.put("genga.dataset", plan.manifest().dataset().value());
        metadata.put("genga.run", plan.order().run().value());
        metadata.put("genga.trigger_phrase", trigger);
    }

    /// That of the largest pictures trained on.
    private static String resolution(RunPlan plan) {
        return plan.items().training().stream()
                .map(Item::bucket)
                .max(Comparator.comparingInt(size -> size.width() * size.height()))
                .map(size -> "%dx%d".formatted(size.width(), size.height()))
                .orElseThrow();
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
