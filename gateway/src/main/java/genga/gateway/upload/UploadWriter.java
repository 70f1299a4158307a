package genga.gateway.upload;

import genga.gateway.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Writes what comes in for one upload, for one request at a time. A sender whose line broke comes back before anybody
/// notices that its old connection is dead, so whoever knows the offset takes over, and what still trickles in from
/// before is refused.
final class UploadWriter {

    private static final int CHUNK = 256 * 1024;

    private final UploadFiles files;
    private final UploadOrder order;
    private final ReentrantLock turn = new ReentrantLock();
    private long writer;
    private boolean closed;

    UploadWriter(UploadFiles files, UploadOrder order) {
        this.files = files;
        this.order = order;
    }

    UploadOrder order() {
        return order;
    }

    /// Appends a request's body.
    ///
    /// @return where the upload stands then, all of it on the disk
    long append(long offset, Optional<Checksum> checksum, InputStream body) throws IOException {
        long mine = takeOver(offset, checksum.isPresent());
        try (FileChannel data = FileChannel.open(files.data(order.film()), StandardOpenOption.WRITE)) {
            long end = checksum.isPresent()
                    ? checked(data, offset, mine, checksum.get(), body)
                    : copy(data, offset, mine, body);
            return end;
        }
    }

    /// Nothing is written from now on.
    void close() {
        turn.lock();
        try {
            closed = true;
            writer++;
        } finally {
            turn.unlock();
        }
    }

    private long takeOver(long offset, boolean mark) throws IOException {
        turn.lock();
        try {
            long stands = files.offset(order);
            if (closed || offset != stands) {
                throw Refusal.conflict(
                        "Upload-Offset",
                        "%d, up to where bytes have arrived".formatted(stands),
                        String.valueOf(offset),
                        "ask where the upload stands with HEAD and go on there");
            }
            if (mark) {
                files.mark(order.film(), offset);
            }
            try (FileChannel data =
                    FileChannel.open(files.data(order.film()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                data.truncate(offset);
            }
            if (!mark) {
                files.unmark(order.film());
            }
            return ++writer;
        } finally {
            turn.unlock();
        }
    }

    /// Keeps what has come even where the line breaks: this is what the sender goes on from.
    private long copy(FileChannel data, long offset, long mine, InputStream body) throws IOException {
        try {
            return pour(data, offset, mine, body, Optional.empty());
        } finally {
            data.force(true);
        }
    }

    /// Keeps all of it or nothing.
    private long checked(FileChannel data, long offset, long mine, Checksum checksum, InputStream body)
            throws IOException {
        MessageDigest digest = checksum.digest();
        long end = offset;
        boolean good = false;
        try {
            end = pour(data, offset, mine, body, Optional.of(digest));
            checksum.check(digest);
            data.force(true);
            good = true;
            return end;
        } finally {
            settle(data, offset, mine, good);
        }
    }

    private void settle(FileChannel data, long offset, long mine, boolean good) throws IOException {
        turn.lock();
        try {
            if (mine == writer) {
                if (!good) {
                    data.truncate(offset);
                }
                files.unmark(order.film());
            }
        } finally {
            turn.unlock();
        }
    }

    private long pour(FileChannel data, long offset, long mine, InputStream body, Optional<MessageDigest> digest)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        long end = offset;
        for (int read = read(body, chunk); read >= 0; read = read(body, chunk)) {
            if (end + read > order.length()) {
                throw Refusal.tooLarge(
                        "body",
                        "%d bytes, which the upload still lacks".formatted(order.length() - offset),
                        "more",
                        "send the rest of the file and nothing else");
            }
            write(data, end, mine, ByteBuffer.wrap(chunk, 0, read));
            end += read;
            if (digest.isPresent()) {
                digest.get().update(chunk, 0, read);
            }
        }
        return end;
    }

    private void write(FileChannel data, long at, long mine, ByteBuffer bytes) throws IOException {
        turn.lock();
        try {
            if (mine != writer) {
                throw Refusal.conflict(
                        "Upload-Offset",
                        "the only sender of this upload",
                        "another that goes on with it",
                        "let it go on");
            }
            long place = at;
            while (bytes.hasRemaining()) {
                place += data.write(bytes, place);
            }
        } finally {
            turn.unlock();
        }
    }

    /// A body that breaks off is its sender's fault or their line's, not ours.
    private static int read(InputStream body, byte[] into) {
        try {
            return body.read(into);
        } catch (IOException e) {
            throw Refusal.bad(
                    "body", "all that was announced", "a connection that broke off", "ask with HEAD, go on there");
        }
    }
}
