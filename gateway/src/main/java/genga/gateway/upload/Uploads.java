package genga.gateway.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.FilmId;
import genga.gateway.GatewayConfig;
import genga.gateway.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The uploads that are under way on this machine. With its last byte one becomes a film, once, whatever dies when.
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);

    private final UploadFiles files;
    private final FilmArrival arrival;
    private final GatewayConfig.Uploads config;
    private final Clock clock;
    private final Map<FilmId, UploadWriter> writers = new ConcurrentHashMap<>();
    private final Map<FilmId, Object> finishing = new ConcurrentHashMap<>();

    Uploads(ObjectMapper json, FilmArrival arrival, GatewayConfig config, Clock clock) {
        this.files = new UploadFiles(config.uploads().folder(), json);
        this.arrival = arrival;
        this.config = config.uploads();
        this.clock = clock;
    }

    /// Begins an upload of so many bytes.
    UploadOrder begin(ProjectDefined project, String name, long length, String metadata) {
        return onDisk("beginning an upload", () -> {
            requireSpace(length);
            UploadOrder order = new UploadOrder(
                    FilmId.fresh(),
                    project.project(),
                    project.triggerPhrase(),
                    name,
                    length,
                    metadata,
                    Optional.empty());
            files.write(order);
            return order;
        });
    }

    /// What is promised to uploads under way counts as taken.
    private synchronized void requireSpace(long length) throws IOException {
        long promised = 0;
        for (UploadOrder order : files.all()) {
            promised += order.length() - files.offset(order);
        }
        long left = files.freeBytes() - config.spareBytes() - promised;
        if (length > left) {
            throw Refusal.noSpace(
                    "Upload-Length",
                    "at most %d bytes, which is what the gateway's disk has room for".formatted(Math.max(0, left)),
                    String.valueOf(length),
                    "free some space or end other uploads, then try again");
        }
    }

    UploadOrder find(FilmId upload) {
        return files.read(upload).orElseThrow(() -> Refusal.unknown("upload", upload.value()));
    }

    long offset(UploadOrder order) {
        return onDisk("reading an upload", () -> files.offset(order));
    }

    /// @return where the upload stands then
    long append(UploadOrder order, long offset, Optional<Checksum> checksum, InputStream body) {
        return onDisk("keeping an upload", () -> {
            if (order.finished().isPresent() || offset == order.length() && files.offset(order) == offset) {
                return order.length();
            }
            return writer(order).append(offset, checksum, body);
        });
    }

    /// Stores and announces the film once all its bytes are here. Two who ask at once wait for one another; asked again
    /// later it does nothing.
    UploadOrder finish(UploadOrder order) {
        synchronized (finishing.computeIfAbsent(order.film(), film -> new Object())) {
            return onDisk("finishing an upload", () -> {
                UploadOrder known = find(order.film());
                if (known.finished().isPresent() || files.offset(known) < known.length()) {
                    return known;
                }
                arrival.announce(known, files.data(known.film()));
                UploadOrder ended = known.ended(clock.instant());
                files.write(ended);
                forget(known.film());
                files.removeData(known.film());
                LOG.infof("upload finished film=%s bytes=%d", known.film(), known.length());
                return ended;
            });
        }
    }

    /// One that is just becoming a film does so first.
    void end(FilmId upload) {
        synchronized (finishing.computeIfAbsent(upload, film -> new Object())) {
            onDisk("ending an upload", () -> {
                find(upload);
                forget(upload);
                files.remove(upload);
                return upload;
            });
        }
        finishing.remove(upload);
    }

    /// Finishes what is whole, after a kill say, and removes what nobody has sent a byte of for long. What fails now is
    /// tried again next time.
    public void tend() {
        Instant oldest = clock.instant().minus(config.kept());
        for (UploadOrder order : files.all()) {
            try {
                if (order.finished().isEmpty() && files.offset(order) == order.length()) {
                    finish(order);
                } else if (files.touched(order).isBefore(oldest)) {
                    forget(order.film());
                    files.remove(order.film());
                    LOG.infof("upload given up film=%s", order.film());
                }
            } catch (IOException | RuntimeException e) {
                LOG.warnf("upload left for later film=%s: %s", order.film(), e.getMessage());
            }
        }
    }

    private UploadWriter writer(UploadOrder order) {
        return writers.computeIfAbsent(order.film(), film -> new UploadWriter(files, order));
    }

    private void forget(FilmId upload) {
        UploadWriter writer = writers.remove(upload);
        if (writer != null) {
            writer.close();
        }
    }

    private static <T> T onDisk(String act, Act<T> body) {
        try {
            return body.perform();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: %s".formatted(act, e.getMessage()), e);
        }
    }

    @FunctionalInterface
    private interface Act<T> {
        T perform() throws IOException;
    }
}
