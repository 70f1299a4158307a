package genga.contracts.fact;

import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;

/// Ingest of a film is over, well or badly.
public record FilmEnded(FactHeader header, FilmId film, ProjectId project, FilmOutcome outcome) implements Fact {

    @Override
    public Topic topic() {
        return Topic.FILMS_ENDED;
    }

    @Override
    public String key() {
        return film.value();
    }
}
