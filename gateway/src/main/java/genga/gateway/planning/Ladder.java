package genga.gateway.planning;

import genga.gateway.readmodel.ClipBrief;
import java.util.List;
import java.util.stream.IntStream;

/// The frame counts that Wan takes, 4n+1, and how many clips are long enough for each.
///
/// @param frames of a fragment
/// @param clips  kept clips with as many or more
/// @param lost   kept clips with fewer
public record Ladder(int frames, int clips, int lost) {

    private static final int HIGHEST = 81;

    /// @param kept clips, without stills
    public static List<Ladder> of(List<ClipBrief> kept) {
        return IntStream.iterate(1, frames -> frames <= HIGHEST, frames -> frames + 4)
                .mapToObj(frames -> {
                    int clips = (int) kept.stream()
                            .filter(clip -> clip.frames() >= frames)
                            .count();
                    return new Ladder(frames, clips, kept.size() - clips);
                })
                .toList();
    }
}
