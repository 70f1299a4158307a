package genga.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import genga.curation.shot.Bars;
import genga.curation.shot.TimeBase;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// A cursor over the decoded frames of one video, in the order they are shown.
///
/// [#advance] decodes; [#picture] converts the frame under the cursor and is only paid for when it is called. Times are
/// exact: integers in [#timeBase]. What does not decode is stepped over and counted in [#damage].
public final class VideoReader implements AutoCloseable {
    /// `AV_FRAME_FLAG_INTERLACED`
    private static final int INTERLACED = 1 << 3;
    /// Lines from which a film without a colour tag is taken for high definition.
    private static final int HIGH_DEFINITION = 640;

    private final Container container;
    private final MediaFacts facts;
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final FrameClock clock;
    private final Decoding decoding;
    private final FrameShaper shaper;
    private Optional<FilterChain> weaver = Optional.empty();
    private boolean woven;
    private boolean draining;
    private int undecodable;
    private Optional<String> readError = Optional.empty();

    private VideoReader(Container container, Optional<FrameSize> size, Decoding decoding) {
        this.container = container;
        this.facts = container.facts();
        this.decoding = decoding;
        this.decoder = VideoDecoder.open(container, decoding);
        this.clock = new FrameClock(timeBase(), facts.rate());
        this.shaper = new FrameShaper(FrameShaper.Form.of(facts, size.orElse(facts.display()), FrameShaper.Colour.RGB));
    }

    /// Frames at the size they have on screen.
    public static VideoReader open(Path film) {
        return open(film, MediaKind.FILM, Optional.empty(), Decoding.FAITHFUL);
    }

    /// Frames scaled to a size, each pixel the mean of the area it covers.
    public static VideoReader open(Path film, FrameSize size) {
        return open(film, size, Decoding.FAITHFUL);
    }

    public static VideoReader open(Path film, FrameSize size, Decoding decoding) {
        return open(film, MediaKind.FILM, Optional.of(size), decoding);
    }

    /// A film, or a picture as a film of one frame.
    public static VideoReader open(Path file, MediaKind kind, FrameSize size, Decoding decoding) {
        return open(file, kind, Optional.of(size), decoding);
    }

    static VideoReader open(Path file, MediaKind kind, Optional<FrameSize> size, Decoding decoding) {
        Container container = Container.open(file, kind);
        try {
            return new VideoReader(container, size, decoding);
        } catch (RuntimeException refused) {
            container.close();
            throw refused;
        }
    }

    /// The number of frames that really decode: the only count that planning may use.
    public static int countFrames(Path film) {
        try (VideoReader reader = open(film, MediaKind.FILM, Optional.empty(), Decoding.QUICK)) {
            int frames = 0;
            while (reader.advance()) {
                frames++;
            }
            return frames;
        }
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
        while (weaver.isEmpty() || !weaver.orElseThrow().pull(frame)) {
            if (!decode()) {
                return weaver.isPresent() && endWeaving();
            }
            tag();
            if (weaver.isEmpty() && !interlaced()) {
                clock.tick(frame.best_effort_timestamp(), frame.duration());
                return true;
            }
            weave();
        }
        return tickWoven();
    }

    private boolean interlaced() {
        return decoding == Decoding.FAITHFUL && (frame.flags() & INTERLACED) != 0;
    }

    /// From the first interlaced frame on, all go through a filter that makes whole pictures of fields, one a frame.
    private void weave() {
        if (weaver.isEmpty()) {
            weaver = Optional.of(
                    new FilterChain(FilterChain.Input.of(frame), "bwdif=mode=send_frame:parity=auto:deint=interlaced"));
        }
        frame.pts(frame.best_effort_timestamp());
        weaver.orElseThrow().push(frame);
    }

    private boolean endWeaving() {
        if (!woven) {
            woven = true;
            weaver.orElseThrow().push(null);
        }
        return weaver.orElseThrow().pull(frame) && tickWoven();
    }

    /// The filter counts in half units, so that it could give two frames for one.
    private boolean tickWoven() {
        clock.tick(unknown(frame.pts()) ? frame.pts() : frame.pts() / 2, 0);
        return true;
    }

    /// What a stream leaves unsaid about its colours follows from its size, as players take it.
    private void tag() {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        boolean rgb = (format.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        if (!rgb && frame.colorspace() == AVCOL_SPC_UNSPECIFIED) {
            boolean high = frame.height() >= HIGH_DEFINITION || frame.width() >= 2 * HIGH_DEFINITION;
            frame.colorspace(high ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M);
        }
    }

    /// Decodes one frame; false at the end.
    private boolean decode() {
        while (true) {
            int received = avcodec_receive_frame(decoder, frame);
            if (received >= 0) {
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

    /// The frame under the cursor at the size this was opened with.
    public RgbFrame picture() {
        return decoding == Decoding.QUICK ? shaper.glance(frame()) : shaper.picture(frame());
    }

    /// The frame under the cursor as it was decoded; valid until the next step.
    public VideoFrame frame() {
        return new VideoFrame(frame);
    }

    /// Black bars round the frame under the cursor, in stored pixels.
    public Bars bars() {
        return BlackEdges.of(frame);
    }

    /// Moves near to, and never past, the last frame that can be decoded on its own before `timestamp`. Read on from
    /// there with [#advance] until the wanted time is reached. False, and unmoved, when the container cannot seek.
    public boolean seekBefore(long timestamp) {
        if (av_seek_frame(container.format(), container.stream().index(), timestamp, AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        avcodec_flush_buffers(decoder);
        weaver.ifPresent(FilterChain::close);
        weaver = Optional.empty();
        woven = false;
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
        shaper.close();
        weaver.ifPresent(FilterChain::close);
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        container.close();
    }

    static boolean unknown(long timestamp) {
        return timestamp == AV_NOPTS_VALUE;
    }
}
