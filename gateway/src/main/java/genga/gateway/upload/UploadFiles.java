package genga.gateway.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.vocabulary.FilmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The files of uploads, three for each, named by its id: `.json` says what it is, `.data` holds what has arrived, and
/// `.mark`, there only while bytes with a checksum come in, says up to where the data is known to be good.
final class UploadFiles {

    private static final Logger LOG = Logger.getLogger(UploadFiles.class);

    private final Path folder;
    private final ObjectMapper json;

    UploadFiles(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("making the folder of uploads " + folder, e);
        }
    }

    /// The description appears whole or not at all, and is on the disk when this returns.
    void write(UploadOrder order) throws IOException {
        Path draft = file(order.film(), ".draft");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(order));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file(order.film(), ".json"), StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    Optional<UploadOrder> read(FilmId upload) {
        Path file = file(upload, ".json");
        try {
            return Files.exists(file)
                    ? Optional.of(json.readValue(file.toFile(), UploadOrder.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the upload's description " + file, e);
        }
    }

    /// All that are there, finished ones too. One that cannot be read is told of in the log and left out.
    List<UploadOrder> all() {
        List<UploadOrder> orders = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                try {
                    orders.add(json.readValue(file.toFile(), UploadOrder.class));
                } catch (IOException e) {
                    LOG.warnf("upload skipped, its description cannot be read file=%s: %s", file, e.getMessage());
                }
            }
            return orders;
        } catch (IOException e) {
            throw new UncheckedIOException("listing the uploads in " + folder, e);
        }
    }

    Path data(FilmId upload) {
        return file(upload, ".data");
    }

    /// Bytes that have arrived and count. What a kill left behind the mark is dropped by who goes on writing.
    long offset(UploadOrder order) throws IOException {
        if (order.finished().isPresent()) {
            return order.length();
        }
        Path mark = file(order.film(), ".mark");
        if (Files.exists(mark)) {
            return Long.parseLong(Files.readString(mark).strip());
        }
        Path data = data(order.film());
        return Files.exists(data) ? Files.size(data) : 0;
    }

    void mark(FilmId upload, long good) throws IOException {
        Path draft = file(upload, ".draft");
        Files.writeString(draft, Long.toString(good), StandardOpenOption.CREATE, StandardOpenOption.DSYNC);
        Files.move(draft, file(upload, ".mark"), StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    void unmark(FilmId upload) throws IOException {
        Files.deleteIfExists(file(upload, ".mark"));
    }

    /// When a byte last came in.
    Instant touched(UploadOrder order) throws IOException {
        Path data = data(order.film());
        return Files.getLastModifiedTime(Files.exists(data) ? data : file(order.film(), ".json"))
                .toInstant();
    }

    void removeData(FilmId upload) throws IOException {
        unmark(upload);
        Files.deleteIfExists(data(upload));
    }

    /// The description goes first: data without one is no upload.
    void remove(FilmId upload) throws IOException {
        Files.deleteIfExists(file(upload, ".json"));
        removeData(upload);
        Files.deleteIfExists(file(upload, ".draft"));
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private void forceFolder() throws IOException {
        try (FileChannel opened = FileChannel.open(folder)) {
            opened.force(true);
        }
    }

    private Path file(FilmId upload, String ending) {
        return folder.resolve(upload.value() + ending);
    }
}
