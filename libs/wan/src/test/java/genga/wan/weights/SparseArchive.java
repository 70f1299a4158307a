package genga.wan.weights;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Zip archives with members beyond four gigabytes, laid out as torch lays them out; the zeros take no space.
final class SparseArchive implements AutoCloseable {
    private static final int WIDE = 0xffffffff;

    private final RandomAccessFile file;
    private final List<byte[]> directory = new ArrayList<>();

    SparseArchive(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    SparseArchive with(String name, byte[] content) throws IOException {
        begin(name, content.length);
        file.write(content);
        return this;
    }

    SparseArchive withZeros(String name, long bytes) throws IOException {
        begin(name, bytes);
        file.seek(file.getFilePointer() + bytes);
        return this;
    }

    private void begin(String name, long bytes) throws IOException {
        long at = file.getFilePointer();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer local = little(30 + text.length + 20)
                .putInt(0x04034b50)
                .putShort((short) 0)
                .putShort((short) 0);
        local.position(18)
                .putInt(WIDE)
                .putInt(WIDE)
                .putShort((short) text.length)
                .putShort((short) 20)
                .put(text);
        file.write(local.putShort((short) 1)
                .putShort((short) 16)
                .putLong(bytes)
                .putLong(bytes)
                .array());
        ByteBuffer entry = little(46 + text.length + 28).putInt(0x02014b50);
        entry.position(20)
                .putInt(WIDE)
                .putInt(WIDE)
                .putShort((short) text.length)
                .putShort((short) 28);
        entry.position(42).putInt(WIDE).put(text).putShort((short) 1).putShort((short) 24);
        directory.add(entry.putLong(bytes).putLong(bytes).putLong(at).array());
    }

    @Override
    public void close() throws IOException {
        long begin = file.getFilePointer();
        for (byte[] entry : directory) {
            file.write(entry);
        }
        long end = file.getFilePointer();
        ByteBuffer last = little(56 + 20 + 22)
                .putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45);
        last.position(24)
                .putLong(directory.size())
                .putLong(directory.size())
                .putLong(end - begin)
                .putLong(begin);
        last.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        last.putInt(0x06054b50).position(last.position() + 4);
        last.putShort((short) -1).putShort((short) -1).putInt(WIDE).putInt(WIDE);
        file.write(last.array());
        file.close();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
