package genga.ingest.screening;

import genga.contracts.fact.FilmOrder;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;

/// A film and whose it is.
public record Film(FilmId film, ProjectId project, TriggerPhrase triggerPhrase) {
    public static Film of(FilmOrder order) {
        return new Film(order.film(), order.project(), order.triggerPhrase());
    }
}
