package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import genga.curation.shot.TimeBase;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// A cursor over the decoded frames of one video, in the order they are shown.
///
/// [#advance] decodes; [#picture] converts the frame under the cursor and is only paid for when it is called. Times are
/// exact: integers in [#timeBase]. What does not decode is stepped over and counted in [#damage].
public final class VideoReader implements AutoCloseable {
    private final Container container;
    private final MediaFacts facts;
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final FrameClock clock;
    private final PictureConverter converter;
    private boolean draining;
    private int undecodable;
    private Optional<String> readError = Optional.empty();

    private VideoReader(Container container, Optional<FrameSize> size) {
        this.container = container;
        this.facts = container.facts();
        this.decoder = decoder(container);
        this.clock = new FrameClock(timeBase(), facts.rate());
        this.converter = new PictureConverter(facts.shape(), size.orElse(facts.display()));
    }

    /// Frames at the size they have on screen.
    public static VideoReader open(Path film) {
        return open(film, MediaKind.FILM, Optional.empty());
    }

    /// Frames scaled to a size, each pixel the mean of the area it covers.
    public static VideoReader open(Path film, FrameSize size) {
        return open(film, MediaKind.FILM, Optional.of(size));
    }

    static VideoReader open(Path file, MediaKind kind, Optional<FrameSize> size) {
        Container container = Container.open(file, kind);
        try {
            return new VideoReader(container, size);
        } catch (RuntimeException refused) {
            container.close();
            throw refused;
        }
    }

    /// The number of frames that really decode: the only count that planning may use.
    public static int countFrames(Path film) {
        try (VideoReader reader = open(film)) {
            int frames = 0;
            while (reader.advance()) {
                frames++;
            }
            return frames;
        }
    }

    private static AVCodecContext decoder(Container container) {
        AVCodec codec = avcodec_find_decoder(container.stream().codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new UnreadableMedia(
                    "video codec", "one that FFmpeg decodes", container.facts().codec());
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        check(avcodec_parameters_to_context(decoder, container.stream().codecpar()), "copy the stream's parameters");
        decoder.pkt_timebase(container.stream().time_base());
        decoder.thread_count(Math.min(8, Runtime.getRuntime().availableProcessors()));
        decoder.max_pixels((long) Container.LONGEST_SIDE * Container.LONGEST_SIDE);
        int opened = avcodec_open2(decoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(decoder);
            throw new UnreadableMedia("video stream", "one that can be decoded", Ffmpeg.text(opened));
        }
        return decoder;
    }

    public MediaFacts facts() {
        return facts;
    }

    /// Seconds per unit of [#timestamp].
    public TimeBase timeBase() {
        AVRational base = container.stream().time_base();
        return new TimeBase(base.num(), base.den());
    }

    /// Steps to the next frame; false at the end of what can be decoded.
    public boolean advance() {
        while (true) {
            int received = avcodec_receive_frame(decoder, frame);
            if (received >= 0) {
                clock.tick(frame.best_effort_timestamp(), frame.duration());
                return true;
            }
            if (received == AVERROR_EOF()) {
                return false;
            }
            if (received != AVERROR_EAGAIN()) {
                undecodable++;
            }
            if (draining && received != AVERROR_EAGAIN()) {
                continue;
            }
            feed();
        }
    }

    private void feed() {
        int read = av_read_frame(container.format(), packet);
        if (read < 0) {
            if (read != AVERROR_EOF()) {
                readError = Optional.of(Ffmpeg.text(read));
            }
            avcodec_send_packet(decoder, null);
            draining = true;
            return;
        }
        if (packet.stream_index() == container.stream().index()) {
            boolean corrupt = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
            if (avcodec_send_packet(decoder, packet) < 0 || corrupt) {
                undecodable++;
            }
        }
        av_packet_unref(packet);
    }

    /// When the frame under the cursor is shown, in [#timeBase]; strictly rising from frame to frame.
    public long timestamp() {
        return clock.timestamp();
    }

    /// When the frame under the cursor ceases to be shown, in [#timeBase].
    public long timestampAfter() {
        return clock.after();
    }

    /// Whether every frame so far carried its own time; if not, times were counted from the nominal rate.
    public boolean timed() {
        return clock.timed();
    }

    /// The frame under the cursor.
    public RgbFrame picture() {
        return converter.picture(frame);
    }

    /// Moves near to, and never past, the last frame that can be decoded on its own before `timestamp`. Read on from
    /// there with [#advance] until the wanted time is reached. False, and unmoved, when the container cannot seek.
    public boolean seekBefore(long timestamp) {
        if (av_seek_frame(container.format(), container.stream().index(), timestamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        avcodec_flush_buffers(decoder);
        draining = false;
        clock.jump();
        return true;
    }

    /// What of the file could not be used, as far as it has been read; empty when all was well.
    public Optional<Damage> damage() {
        return readError.isPresent() || undecodable > 0
                ? Optional.of(new Damage(undecodable, readError))
                : Optional.empty();
    }

    /// @param undecodable packets that gave no picture
    /// @param readError why reading ended before the end of the file, when it did
    public record Damage(int undecodable, Optional<String> readError) {}

    @Override
    public void close() {
        converter.close();
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        container.close();
    }

    static boolean unknown(long timestamp) {
        return timestamp == AV_NOPTS_VALUE;
    }
}
