package genga.gateway.dataset;

import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import java.util.List;

/// A [DatasetPart] as a person asks for it; what is not given has musubi-tuner's defaults.
public record PartOrder(
        Integer width,
        Integer height,
        List<Integer> targetFrames,
        DatasetPart.FrameExtraction extraction,
        Integer samples,
        Integer stride,
        Integer maxFrames,
        Integer repeats,
        Medium medium) {

    private static final int MOST = 32;

    /// None where none are given.
    public static List<PartOrder> checked(List<PartOrder> parts) {
        if (parts != null && parts.size() > MOST) {
            throw new IllegalArgumentException("a dataset has at most %d parts, got %d".formatted(MOST, parts.size()));
        }
        return parts == null ? List.of() : List.copyOf(parts);
    }

    public DatasetPart whole() {
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
