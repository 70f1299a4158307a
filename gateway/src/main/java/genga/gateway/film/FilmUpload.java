package genga.gateway.film;

import genga.chassis.ChassisConfig;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import genga.store.ContentType;
import genga.store.CorruptObject;
import genga.store.ObjectStore;
import genga.store.Sha256;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/// Takes a film's bytes to the store by way of a file, hashing them as they pass. They are never in memory together.
@ApplicationScoped
class FilmUpload {

    private static final Logger LOG = Logger.getLogger(FilmUpload.class);

    private final ObjectStore store;
    private final Path folder;

    FilmUpload(ObjectStore store, ChassisConfig config) {
        this.store = store;
        this.folder = config.folder().resolve("gateway").resolve("uploads");
    }

    /// What a kill left behind is of no use: its sender has seen the connection break.
    void clean(@Observes StartupEvent event) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    StoredObject take(FilmId film, InputStream body) {
        Path file = folder.resolve(film.value());
        try {
            String sha256 = receive(new Sent(body), file);
            if (Files.size(file) == 0) {
                throw Refusal.bad("body", "the bytes of a film", "an empty body", "send the file itself as the body");
            }
            StoredObject stored = store.put(ObjectKeys.filmSource(film), file, ContentType.BINARY);
            if (!stored.sha256().equals(sha256)) {
                throw new CorruptObject(stored.key(), sha256, stored.sha256());
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("keeping the upload of %s in %s".formatted(film, file), e);
        } finally {
            discard(file);
        }
    }

    private static String receive(InputStream body, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return Sha256.copying(body, out);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("upload file left behind file=%s: %s", file, e.getMessage());
        }
    }

    /// A body that breaks off is its sender's fault or their line's, not ours.
    private static final class Sent extends FilterInputStream {

        Sent(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw Refusal.bad("body", "the whole film", "a connection that broke off", "send the film again");
            }
        }
    }
}
