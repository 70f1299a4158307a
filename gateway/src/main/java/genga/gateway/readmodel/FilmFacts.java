package genga.gateway.readmodel;

import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import java.util.Optional;

/// What is known of a film.
public record FilmFacts(FilmUploaded uploaded, Optional<FilmProgressed> progressed, Optional<FilmEnded> ended) {}
