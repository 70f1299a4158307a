package genga.wan.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The keys of musubi-tuner's dataset files (`dataset/config_utils.py`).
final class DatasetKeys {
    private static final Set<String> SHARED = Set.of(
            "resolution", "caption_extension", "batch_size", "num_repeats", "enable_bucket", "bucket_no_upscale");
    private static final Set<String> STILLS = Set.of("image_directory", "image_jsonl_file", "cache_directory");
    private static final Set<String> CLIPS = Set.of(
            "video_directory",
            "video_jsonl_file",
            "cache_directory",
            "target_frames",
            "frame_extraction",
            "frame_stride",
            "frame_sample",
            "max_frames",
            "source_fps");
    /// Keys of control, one-frame and editing models. A text-to-video run has no use for them.
    private static final Set<String> FOREIGN = Set.of(
            "control_directory",
            "multiple_target",
            "fp_latent_window_size",
            "fp_1f_clean_indices",
            "fp_1f_target_index",
            "fp_1f_no_post",
            "no_resize_control",
            "control_resolution",
            "flux_kontext_no_resize_control",
            "qwen_image_edit_no_resize_control",
            "qwen_image_edit_control_resolution");

    private DatasetKeys() {}

    static void checkTop(JsonNode root, List<String> problems) {
        check(root, "the file", Set.of("general", "datasets"), problems);
    }

    static void checkGeneral(JsonNode general, List<String> problems) {
        check(general, "[general]", SHARED, problems);
    }

    static void checkPart(JsonNode part, String name, boolean clips, List<String> problems, List<String> warnings) {
        Set<String> known = new TreeSet<>(SHARED);
        known.addAll(clips ? CLIPS : STILLS);
        Set<String> accepted = new TreeSet<>(known);
        accepted.addAll(FOREIGN);
        part.fieldNames().forEachRemaining(key -> {
            if (FOREIGN.contains(key)) {
                warnings.add("%s, key %s: text-to-video training has no use for it; left out".formatted(name, key));
            } else if (!accepted.contains(key)) {
                problems.add("%s, key %s: not known; known keys are %s".formatted(name, key, known));
            }
        });
    }

    private static void check(JsonNode section, String name, Set<String> known, List<String> problems) {
        if (!section.isObject() && !section.isMissingNode()) {
            problems.add("%s: expected a table of keys, got %s".formatted(name, section));
        }
        section.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add("%s, key %s: not known; known keys are %s".formatted(name, key, new TreeSet<>(known)));
            }
        });
    }
}
