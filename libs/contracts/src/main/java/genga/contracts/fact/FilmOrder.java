package genga.contracts.fact;

import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;

/// What makes ingest work on a film.
public sealed interface FilmOrder extends Fact permits FilmUploaded, ShotsDefined {

    FilmId film();

    ProjectId project();

    /// The project's, so that whoever cuts the film can ask for captions.
    TriggerPhrase triggerPhrase();
}
