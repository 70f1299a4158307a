package genga.contracts.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilmIdTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aFilmFoundAgainHasTheSameName() {
        FilmId first = FilmId.of(AT, "a/film.mkv 100");

        assertThat(FilmId.of(AT, "a/film.mkv 100")).isEqualTo(first);
        assertThat(FilmId.of(AT, "a/film.mkv 101")).isNotEqualTo(first);
        assertThat(first.value()).hasSameSizeAs(FilmId.fresh().value());
    }

    @Test
    void filmsSortByTheTimeTheirFilesWereWritten() {
        assertThat(FilmId.of(AT, "b").value())
                .isLessThan(FilmId.of(AT.plusMillis(1), "a").value());
    }

    @Test
    void theLongestNameOfAClipStillIsAnId() {
        FilmId film = FilmId.of(AT, "a");

        assertThat(ClipId.still(film, 9_999_999)
                        .cropped(new Crop(60_000, 60_000, 5_000, 5_000))
                        .value())
                .hasSize(62);
    }
}
