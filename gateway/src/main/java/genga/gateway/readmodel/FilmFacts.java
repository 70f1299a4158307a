package genga.gateway.readmodel;

import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import java.util.Optional;

/// What is known of a film.
///
/// @param shots where a person said that they lie
public record FilmFacts(
        FilmUploaded uploaded,
        Optional<FilmProgressed> progressed,
        Optional<ShotsDefined> shots,
        Optional<FilmEnded> ended) {}
