package genga.media;

import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;

/// Looks at the first bytes of a file and refuses what no whitelisted container can be, naming what it is instead.
final class FileSniff {
    private static final int HEAD = 1 << 16;
    /// FFmpeg demands zeroes after the bytes it is to look at.
    private static final int PADDING = 64;

    private FileSniff() {}

    static void refuseUnlessKnown(Path file, MediaKind kind) {
        byte[] head = head(file);
        if (head.length == 0) {
            throw new UnreadableMedia("file", kind.expected(), "a file of zero bytes");
        }
        String demuxer = demuxer(head);
        if (demuxer.isEmpty()) {
            throw new UnreadableMedia("container", kind.expected(), "no media format known to FFmpeg");
        }
        if (!kind.knows(demuxer)) {
            throw new UnreadableMedia("container", kind.expected(), "the format " + demuxer);
        }
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("could not read " + file, unreadable);
        }
    }

    private static String demuxer(byte[] head) {
        try (BytePointer buffer = new BytePointer(head.length + PADDING);
                BytePointer noName = new BytePointer("");
                AVProbeData data = new AVProbeData()) {
            buffer.fill(0);
            buffer.put(head, 0, head.length);
            data.filename(noName);
            data.buf(buffer);
            data.buf_size(head.length);
            data.mime_type(null);
            AVInputFormat format = av_probe_input_format3(data, 1, new int[1]);
            return format == null || format.isNull() ? "" : format.name().getString();
        }
    }
}
