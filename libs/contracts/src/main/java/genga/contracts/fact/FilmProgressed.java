package genga.contracts.fact;

import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;

/// Ingest of a film has come this far.
public record FilmProgressed(FactHeader header, FilmId film, ProjectId project, Progress progress) implements Fact {

    @Override
    public Topic topic() {
        return Topic.FILMS_PROGRESSED;
    }

    @Override
    public String key() {
        return film.value();
    }
}
