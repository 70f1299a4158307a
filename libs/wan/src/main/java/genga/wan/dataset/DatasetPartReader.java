package genga.wan.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one `[[datasets]]` section; defaults as in musubi-tuner's `dataset/config_utils.py`.
final class DatasetPartReader {
    private static final Resolution DEFAULT_RESOLUTION = new Resolution(960, 544);
    private static final int DEFAULT_MAX_FRAMES = 129;

    private final String name;
    private final List<String> problems;
    private final List<String> warnings;

    DatasetPartReader(String name, List<String> problems, List<String> warnings) {
        this.name = name;
        this.problems = problems;
        this.warnings = warnings;
    }

    /// Empty if the section has problems; they are then noted.
    Optional<DatasetPart> read(JsonNode section, JsonNode general) {
        int before = problems.size();
        DatasetSection keys = new DatasetSection(name, section, general, problems);
        boolean clips = keys.has("video_directory") || keys.has("video_jsonl_file");
        DatasetKeys.checkPart(section, name, clips, problems, warnings);
        PartSettings settings = settings(keys);
        Optional<MediaSource> source = source(keys, clips ? "video" : "image");
        if (!clips) {
            return source.filter(found -> problems.size() == before)
                    .map(found -> new DatasetPart.OfStills(settings, found));
        }
        List<FrameCount> targets = targets(keys);
        FrameExtraction extraction = extraction(keys);
        Optional<Double> sourceFps = keys.number("source_fps").filter(fps -> positive(keys, fps));
        return source.filter(found -> problems.size() == before)
                .map(found -> new DatasetPart.OfClips(settings, found, extraction, targets, sourceFps));
    }

    private PartSettings settings(DatasetSection keys) {
        Resolution resolution = resolution(keys);
        boolean bucketing = keys.flag("enable_bucket");
        boolean keepsSmall = keys.flag("bucket_no_upscale");
        if (keepsSmall && !bucketing) {
            warnings.add("%s, key bucket_no_upscale: has no effect without enable_bucket".formatted(name));
        }
        return new PartSettings(
                resolution, keys.whole("batch_size", 1, 1), keys.whole("num_repeats", 1, 1), bucketing, keepsSmall);
    }

    private Resolution resolution(DatasetSection keys) {
        List<Integer> sides = keys.wholes("resolution");
        return switch (sides.size()) {
            case 0 -> DEFAULT_RESOLUTION;
            case 1 -> new Resolution(sides.getFirst(), sides.getFirst());
            case 2 -> new Resolution(sides.getFirst(), sides.getLast());
            default -> {
                keys.problem("resolution", "expected one number or [width, height], got %s".formatted(sides));
                yield DEFAULT_RESOLUTION;
            }
        };
    }

    private Optional<MediaSource> source(DatasetSection keys, String kind) {
        Optional<Path> listing = keys.text(kind + "_jsonl_file").map(Path::of);
        Optional<Path> directory = keys.text(kind + "_directory").map(Path::of);
        if (directory.isEmpty() && listing.isEmpty()) {
            problems.add("%s: expected one of image_directory, image_jsonl_file, video_directory, video_jsonl_file"
                    .formatted(name));
            return Optional.empty();
        }
        Optional<Path> cache = keys.text("cache_directory").map(Path::of).or(() -> directory);
        if (cache.isEmpty()) {
            keys.problem("cache_directory", "expected a folder, because the media come from a JSON lines file");
            return Optional.empty();
        }
        Path home =
                directory.orElseGet(() -> listing.orElseThrow().toAbsolutePath().getParent());
        return Optional.of(new MediaSource(home, listing, keys.text("caption_extension"), cache.get()));
    }

    private List<FrameCount> targets(DatasetSection keys) {
        List<Integer> wanted = keys.wholes("target_frames");
        if (wanted.isEmpty()) {
            return List.of(new FrameCount(1));
        }
        List<FrameCount> targets = wanted.stream().map(FrameCount::atMost).toList();
        if (!targets.stream().map(FrameCount::value).toList().equals(wanted)) {
            warnings.add("%s, key target_frames: %s is rounded down to 4n+1".formatted(name, wanted));
        }
        return targets;
    }

    private FrameExtraction extraction(DatasetSection keys) {
        String mode = keys.text("frame_extraction").orElse("head");
        int stride = keys.whole("frame_stride", 1, 1);
        int samples = keys.whole("frame_sample", 1, 1);
        int maxFrames = keys.whole("max_frames", DEFAULT_MAX_FRAMES, 1);
        warnUnused(keys, "frame_stride", "slide", mode);
        warnUnused(keys, "frame_sample", "uniform", mode);
        warnUnused(keys, "max_frames", "full", mode);
        return switch (mode) {
            case "head" -> new FrameExtraction.Head();
            case "chunk" -> new FrameExtraction.Chunk();
            case "slide" -> new FrameExtraction.Slide(stride);
            case "uniform" -> uniform(samples);
            case "full" -> new FrameExtraction.Full(maxFrames);
            default -> {
                keys.problem(
                        "frame_extraction", "expected head, chunk, slide, uniform or full, got '%s'".formatted(mode));
                yield new FrameExtraction.Head();
            }
        };
    }

    private FrameExtraction uniform(int samples) {
        if (samples > 1) {
            return new FrameExtraction.Uniform(samples);
        }
        warnings.add("%s, key frame_sample: uniform with one sample takes the head of a clip".formatted(name));
        return new FrameExtraction.Head();
    }

    private void warnUnused(DatasetSection keys, String key, String usedBy, String mode) {
        if (keys.has(key) && !mode.equals(usedBy)) {
            warnings.add("%s, key %s: has an effect only with frame_extraction \"%s\", got \"%s\""
                    .formatted(name, key, usedBy, mode));
        }
    }

    private static boolean positive(DatasetSection keys, double fps) {
        if (fps > 0) {
            return true;
        }
        keys.problem("source_fps", "expected a number above 0, got %s".formatted(fps));
        return false;
    }
}
