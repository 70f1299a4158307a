package genga.gateway.dataset;

import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import java.util.List;

/// What a person asks of a new dataset.
///
/// @param parts none given: what suits the clips
record DatasetOrder(List<Part> parts) {

    DatasetOrder {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /// A [DatasetPart] in which what is not given has musubi-tuner's defaults.
    record Part(
            Integer width,
            Integer height,
            List<Integer> targetFrames,
            DatasetPart.FrameExtraction extraction,
            Integer samples,
            Integer stride,
            Integer maxFrames,
            Integer repeats,
            Medium medium) {

        DatasetPart whole() {
            return new DatasetPart(
                    or(width, 0),
                    or(height, 0),
                    targetFrames == null ? List.of() : targetFrames,
                    extraction == null ? DatasetPart.FrameExtraction.HEAD : extraction,
                    or(samples, 1),
                    or(stride, 1),
                    or(maxFrames, 129),
                    or(repeats, 1),
                    medium);
        }

        private static int or(Integer given, int otherwise) {
            return given == null ? otherwise : given;
        }
    }
}
