package genga.ingest.workplace;

import genga.contracts.fact.FilmOrder;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;

/// Names the work on an order. A film is taken in once and its shots may be defined many times; names sort by time.
public final class FilmWorkId {
    private FilmWorkId() {}

    public static String of(FilmOrder order) {
        return switch (order) {
            case FilmUploaded film -> film.film().value();
            case ShotsDefined shots ->
                "%s-shots-%013d-%s"
                        .formatted(
                                shots.film(),
                                shots.header().at().toEpochMilli(),
                                shots.header().event());
        };
    }
}
