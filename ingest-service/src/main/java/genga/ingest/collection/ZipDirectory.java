package genga.ingest.collection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Looks how long the directory of a zip is before anybody reads it into memory (PKWARE's APPNOTE.TXT, 4.3.14 to
/// 4.3.16).
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long SEE_ZIP64 = 0xffffffffL;

    private ZipDirectory() {}

    /// Bytes between where the directory begins and the end of the file; what it claims of itself is not asked. 0 when
    /// there is none, which whoever opens the zip will say.
    static long bytes(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            long from = Math.max(0, in.size() - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES);
            ByteBuffer tail = read(in, from, (int) (in.size() - from));
            for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    long start = Integer.toUnsignedLong(tail.getInt(at + 16));
                    return in.size() - (start == SEE_ZIP64 ? zip64(in, tail, at - LOCATOR_BYTES) : start);
                }
            }
            return 0;
        }
    }

    private static long zip64(FileChannel in, ByteBuffer tail, int locator) throws IOException {
        if (locator < 0 || tail.getInt(locator) != LOCATOR) {
            return in.size();
        }
        ByteBuffer end = read(in, tail.getLong(locator + 8), 56);
        return end.limit() < 56 ? in.size() : end.getLong(48);
    }

    private static ByteBuffer read(FileChannel in, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && from >= 0 && in.read(bytes, from + bytes.position()) >= 0) {
            // until all is there or the file ends
        }
        return bytes.flip();
    }
}
