package genga.contracts.fact;

import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;
import java.util.List;

/// A person said where the shots of a film lie. Clips of shots that stay are left as they are, new ones are cut, the
/// others withdrawn.
///
/// @param shots in film order, none overlapping another
public record ShotsDefined(
        FactHeader header, FilmId film, ProjectId project, TriggerPhrase triggerPhrase, List<FrameRange> shots)
        implements FilmOrder {

    public ShotsDefined {
        shots = List.copyOf(shots);
        for (int i = 1; i < shots.size(); i++) {
            if (shots.get(i).from() < shots.get(i - 1).to()) {
                throw new IllegalArgumentException("shots must follow one another, got [%d, %d) before [%d, %d)"
                        .formatted(
                                shots.get(i - 1).from(),
                                shots.get(i - 1).to(),
                                shots.get(i).from(),
                                shots.get(i).to()));
            }
        }
    }

    @Override
    public Topic topic() {
        return Topic.SHOTS_DEFINED;
    }

    @Override
    public String key() {
        return film.value();
    }
}
