package genga.gateway.film;

import genga.contracts.vocabulary.FrameRange;
import genga.gateway.problem.Refusal;
import java.util.List;

/// Where a person says that the shots of a film lie.
record ShotsOrder(List<FrameRange> shots) {

    private static final int MOST = 20_000;
    private static final int SHORTEST = 2;

    ShotsOrder {
        shots = shots == null ? List.of() : List.copyOf(shots);
    }

    /// The shots of a film of so many frames, each inside it and behind the one before.
    List<FrameRange> checked(int frames) {
        if (shots.isEmpty() || shots.size() > MOST) {
            throw Refusal.bad("shots", "1 to %d shots".formatted(MOST), shots.size(), "name each shot once");
        }
        int end = 0;
        for (int i = 0; i < shots.size(); i++) {
            FrameRange shot = shots.get(i);
            if (shot.from() < end) {
                throw refused(i, "a shot that begins at frame %d or later, where the one before ends".formatted(end));
            }
            if (shot.to() > frames) {
                throw refused(i, "a shot that ends at frame %d or before, where the film ends".formatted(frames));
            }
            if (shot.frames() < SHORTEST) {
                throw refused(i, "a shot of %d frames or more".formatted(SHORTEST));
            }
            end = shot.to();
        }
        return shots;
    }

    private Refusal refused(int index, String expected) {
        FrameRange shot = shots.get(index);
        return Refusal.bad(
                "shots[%d]".formatted(index),
                expected,
                "[%d, %d)".formatted(shot.from(), shot.to()),
                "correct it; nothing was changed");
    }
}
