package genga.gateway.dataset;

import genga.contracts.fact.ClipCut;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import java.util.List;

/// The parts of a dataset nobody named parts for: stills and short fragments in one small resolution, the size of
/// training that the embedded base model `wan-nano` learns in a minute on two cores.
final class PartPlan {

    /// Pixels of a frame to come close to: 128x80.
    private static final int AREA = 10_240;

    private static final int SMALLEST = 48;
    private static final int LARGEST = 256;
    /// 4n+1, longest first; 17 frames are about a second at 16 fps.
    private static final List<Integer> LENGTHS = List.of(17, 13, 9, 5);

    private PartPlan() {}

    /// @param clips at least one; where none of them moves, one part of stills
    static List<DatasetPart> of(List<ClipCut> clips) {
        Resolution side = resolution(middleAspect(clips));
        List<Integer> lengths = clips.stream()
                .filter(clip -> clip.medium() == Medium.CLIP)
                .map(ClipCut::frames)
                .sorted()
                .toList();
        if (lengths.isEmpty()) {
            return List.of(DatasetPart.stills(side.width(), side.height()));
        }
        DatasetPart stills = DatasetPart.head(side.width(), side.height(), List.of(1));
        int middle = middle(lengths);
        return LENGTHS.stream()
                .filter(length -> length <= middle)
                .findFirst()
                .map(length -> List.of(stills, DatasetPart.head(side.width(), side.height(), List.of(length))))
                .orElse(List.of(stills));
    }

    /// Of all pairs divisible by 16 the one whose aspect is nearest, an area far from [#AREA] counting a tenth as much:
    /// the least of `|ln(w/h / aspect)| + |ln(wh / AREA)| / 10`.
    static Resolution resolution(double aspect) {
        Resolution best = new Resolution(SMALLEST, SMALLEST);
        double least = Double.MAX_VALUE;
        for (int width = SMALLEST; width <= LARGEST; width += 16) {
            for (int height = SMALLEST; height <= LARGEST; height += 16) {
                double miss = Math.abs(Math.log((double) width / height / aspect))
                        + Math.abs(Math.log((double) width * height / AREA)) / 10;
                if (miss < least) {
                    least = miss;
                    best = new Resolution(width, height);
                }
            }
        }
        return best;
    }

    private static double middleAspect(List<ClipCut> clips) {
        return middle(clips.stream()
                .map(clip ->
                        (double) clip.resolution().width() / clip.resolution().height())
                .sorted()
                .toList());
    }

    private static <T> T middle(List<T> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }
}
