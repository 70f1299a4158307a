package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalInt;

/// One way of looking at a dataset's clips: at which resolution, and which fragments of which length.
/// The same clips may stand in several parts.
///
/// @param width        the part's resolution; buckets keep its area and follow each clip's aspect
/// @param targetFrames 4n+1 frame counts
/// @param extraction   how fragments are chosen
/// @param samples      fragments per clip and length, for `uniform`
/// @param stride       frames between starts, for `slide`
/// @param maxFrames    the longest fragment, for `full`
/// @param repeats      how often each item counts in an epoch
/// @param medium       whether the part is made of clips or of stills
public record DatasetPart(
        int width,
        int height,
        List<Integer> targetFrames,
        FrameExtraction extraction,
        int samples,
        int stride,
        int maxFrames,
        int repeats,
        Medium medium) {

    public DatasetPart {
        targetFrames = List.copyOf(targetFrames);
        medium = medium == null ? Medium.CLIP : medium;
        if (width < 16 || height < 16) {
            throw new IllegalArgumentException(
                    "part resolution must be at least 16x16, got %dx%d".formatted(width, height));
        }
        for (int frames : targetFrames) {
            if (frames < 1 || frames % 4 != 1) {
                throw new IllegalArgumentException("part targetFrames must be 4n+1 (1, 5, 9, ... 81), got " + frames);
            }
        }
        if (medium == Medium.STILL && !targetFrames.equals(List.of(1))) {
            throw new IllegalArgumentException("a part of stills has targetFrames [1], got " + targetFrames);
        }
        if (targetFrames.isEmpty() && extraction != FrameExtraction.FULL) {
            throw new IllegalArgumentException("part targetFrames must name at least one frame count");
        }
        if (samples < 1 || stride < 1 || maxFrames < 1 || repeats < 1) {
            throw new IllegalArgumentException(
                    "part samples, stride, maxFrames and repeats must be 1 or more, got %d, %d, %d, %d"
                            .formatted(samples, stride, maxFrames, repeats));
        }
    }

    /// A part of the first frames of each clip.
    public static DatasetPart head(int width, int height, List<Integer> targetFrames) {
        return new DatasetPart(width, height, targetFrames, FrameExtraction.HEAD, 1, 1, 81, 1, Medium.CLIP);
    }

    /// A part of single pictures.
    public static DatasetPart stills(int width, int height) {
        return new DatasetPart(width, height, List.of(1), FrameExtraction.HEAD, 1, 1, 1, 1, Medium.STILL);
    }

    /// The shortest fragment of the part that moves; empty where all are single frames, or any length will do.
    public OptionalInt shortestMoving() {
        return targetFrames.stream()
                .mapToInt(Integer::intValue)
                .filter(frames -> frames > 1 && extraction != FrameExtraction.FULL)
                .min();
    }

    /// How fragments are chosen from a clip (musubi-tuner's `frame_extraction`).
    public enum FrameExtraction {
        @JsonProperty("head")
        HEAD,
        @JsonProperty("chunk")
        CHUNK,
        @JsonProperty("slide")
        SLIDE,
        @JsonProperty("uniform")
        UNIFORM,
        @JsonProperty("full")
        FULL
    }
}
