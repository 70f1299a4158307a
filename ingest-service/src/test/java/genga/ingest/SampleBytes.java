package genga.ingest;

import genga.media.sample.SampleFilm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sample film, painted once for all tests.
final class SampleBytes {
    private static final byte[] FILM = paint();

    private SampleBytes() {}

    static byte[] film() {
        return FILM.clone();
    }

    private static byte[] paint() {
        try {
            Path file = Files.createTempFile("sample", ".mp4");
            SampleFilm.write(file);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
