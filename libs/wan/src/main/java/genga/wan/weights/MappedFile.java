package genga.wan.weights;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/// A file mapped once and read in place.
///
/// To read a mapping where its file was cut short since ends the whole process, so the size is looked at whenever a
/// range is handed out. It is asked of the open file, for another may lie at its path by now; and not through its
/// channel, which an interrupted thread would close for everybody.
final class MappedFile implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private final Arena arena;
    private final MemorySegment bytes;

    private MappedFile(Path path, RandomAccessFile file, Arena arena) throws IOException {
        this.path = path;
        this.file = file;
        this.arena = arena;
        this.bytes = file.getChannel().map(MapMode.READ_ONLY, 0, file.length(), arena);
    }

    static MappedFile of(Path path) {
        Arena arena = Arena.ofShared();
        try {
            return new MappedFile(path, new RandomAccessFile(path.toFile(), "r"), arena);
        } catch (IOException e) {
            arena.close();
            throw unreadable(path, e);
        }
    }

    /// All bytes; valid, like every range, until this file is closed.
    MemorySegment bytes() {
        return bytes;
    }

    MemorySegment range(long begin, long length) {
        requireWhole();
        return bytes.asSlice(begin, length);
    }

    private void requireWhole() {
        try {
            if (file.length() < bytes.byteSize()) {
                throw new WeightsException(
                        "%s was cut short while in use: it had %d bytes when it was opened and has %d now; fetch it again"
                                .formatted(path, bytes.byteSize(), file.length()));
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static UncheckedIOException unreadable(Path path, IOException e) {
        return new UncheckedIOException("weights file " + path + " could not be read", e);
    }

    /// Once is enough, twice does no harm.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("weights file " + path + " could not be closed", e);
        }
    }
}
