package genga.gateway.dataset;

import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.DatasetPart.FrameExtraction;
import genga.contracts.vocabulary.Medium;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A dataset file for musubi-tuner: the parts over the folders of an export. Clips already are at 16 frames a second,
/// so
/// `source_fps` stays out: with it musubi-tuner would drop frames.
final class MusubiConfig {

    private MusubiConfig() {}

    /// @param media what the export holds; parts of others are left out, since musubi-tuner fails on a missing folder
    static String of(List<DatasetPart> parts, Set<Medium> media) {
        StringBuilder toml = new StringBuilder("""
                # Dataset for musubi-tuner. Folders are relative: run it from inside this folder, or put paths in front.

                [general]
                caption_extension = ".txt"
                batch_size = 1
                enable_bucket = true
                bucket_no_upscale = false
                """);
        int number = 0;
        for (DatasetPart part : parts) {
            number++;
            if (media.contains(part.medium())) {
                toml.append("\n[[datasets]]\n");
                switch (part.medium()) {
                    case CLIP -> moving(toml, part);
                    case STILL -> line(toml, "image_directory", "\"stills\"");
                }
                line(toml, "cache_directory", "\"cache/part-%d\"".formatted(number));
                line(toml, "resolution", "[%d, %d]".formatted(part.width(), part.height()));
                line(toml, "num_repeats", part.repeats());
            }
        }
        return toml.toString();
    }

    private static void moving(StringBuilder toml, DatasetPart part) {
        line(toml, "video_directory", "\"clips\"");
        if (part.extraction() == FrameExtraction.FULL) {
            line(toml, "max_frames", part.maxFrames());
        } else {
            line(
                    toml,
                    "target_frames",
                    part.targetFrames().stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
        }
        line(
                toml,
                "frame_extraction",
                "\"%s\"".formatted(part.extraction().name().toLowerCase(Locale.ROOT)));
        if (part.extraction() == FrameExtraction.SLIDE) {
            line(toml, "frame_stride", part.stride());
        }
        if (part.extraction() == FrameExtraction.UNIFORM) {
            line(toml, "frame_sample", part.samples());
        }
    }

    private static void line(StringBuilder toml, String key, Object value) {
        toml.append(key).append(" = ").append(value).append('\n');
    }
}
