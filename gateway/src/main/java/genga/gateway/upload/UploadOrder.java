package genga.gateway.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;
import java.time.Instant;
import java.util.Optional;

/// What is known of an upload beside its bytes, kept as JSON beside them.
///
/// @param film     names the upload and the film that it becomes, so that finishing it twice makes one film
/// @param length   bytes it will have
/// @param metadata as it was given, to be told again
/// @param finished when its film was announced; its bytes are gone since then
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UploadOrder(
        FilmId film,
        ProjectId project,
        TriggerPhrase triggerPhrase,
        String name,
        long length,
        String metadata,
        Optional<Instant> finished) {

    UploadOrder ended(Instant at) {
        return new UploadOrder(film, project, triggerPhrase, name, length, metadata, Optional.of(at));
    }
}
