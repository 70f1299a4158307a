package genga.contracts.fact;

import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;

/// A film, or a zip of clips or stills, lies in the store and waits to be taken in. What it is shows when it is opened.
///
/// @param triggerPhrase the project's, so that whoever cuts the film can ask for captions
/// @param name the file's name as the person gave it; never used as a path
public record FilmUploaded(
        FactHeader header,
        FilmId film,
        ProjectId project,
        TriggerPhrase triggerPhrase,
        String name,
        StoredObject source)
        implements FilmOrder {

    @Override
    public Topic topic() {
        return Topic.FILMS_UPLOADED;
    }

    @Override
    public String key() {
        return film.value();
    }
}
