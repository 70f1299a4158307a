package genga.ingest.clip;

import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.ingest.screening.Film;
import java.time.Instant;

/// Where a clip comes from.
///
/// @param cause event of the order that had it cut, [genga.ingest.screening.Verdicts#FIRST] for the film's upload
/// @param number of the shot, or place in the collection, counted from 1
/// @param shot frames of the film
/// @param rate nominal rate of the film
public record Origin(Film film, String cause, int number, FrameRange shot, FrameRate rate) {
    /// Names of what happened follow from film, frames and cause alone, so that doing it twice changes nothing.
    FactHeader header(Instant at, String what, ClipId clip) {
        return cause.isEmpty() ? FactHeader.of(at, what, clip) : FactHeader.of(at, what, clip, cause);
    }
}
