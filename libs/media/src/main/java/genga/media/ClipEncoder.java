package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import genga.contracts.vocabulary.FrameRate;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Writes pictures as they come into a file of an exact frame rate: 4:2:0, Rec. 709; an MP4 plays while it downloads.
/// The
/// same pictures and settings give the same bytes.
///
/// [#finish] makes the file whole; closing without it leaves an unfinished file, which is how a failure is told.
public final class ClipEncoder implements AutoCloseable {
    /// What to write.
    ///
    /// @param size picture size, both sides even
    /// @param rate frames per second
    /// @param coding how
    /// @param metadata text kept in the file under these keys, whatever they are
    public record Settings(FrameSize size, FrameRate rate, Coding coding, Map<String, String> metadata) {
        /// Bits for a pixel that are plenty for most drawn films.
        public static final double FINE = 0.3;

        public Settings {
            if (!size.equals(size.even()) || size.width() < 16 || size.height() < 16) {
                throw new IllegalArgumentException("H.264 4:2:0 needs even sides of at least 16 pixels, got " + size);
            }
            metadata = Map.copyOf(metadata);
        }

        /// H.264 at a rate.
        public Settings(FrameSize size, FrameRate rate, double bitsPerPixel, Map<String, String> metadata) {
            this(size, rate, new Coding.Rate(bitsPerPixel), metadata);
        }

        public static Settings fine(FrameSize size, FrameRate rate) {
            return new Settings(size, rate, FINE, Map.of());
        }
    }

    private final Settings settings;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVStream stream;
    private final AVCodecContext encoder;
    private final FrameShaper toYuv;
    private final AVFrame rgb = av_frame_alloc();
    private final AVFrame sent = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private int frames;

    private ClipEncoder(Path file, Settings settings) {
        this.settings = settings;
        String container = settings.coding() instanceof Coding.Exact ? "matroska" : "mp4";
        check(avformat_alloc_output_context2(format, null, container, file.toString()), "set up a file");
        format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        this.stream = avformat_new_stream(format, Encoders.codec(settings.coding()));
        this.encoder = Encoders.open(settings);
        this.toYuv = new FrameShaper(FrameShaper.Form.sized(settings.size(), FrameShaper.Colour.VIDEO));
        startFile(file);
        rgb.format(AV_PIX_FMT_RGB24)
                .width(settings.size().width())
                .height(settings.size().height());
        rgb.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
        check(av_frame_get_buffer(rgb, 0), "allocate a frame");
    }

    public static ClipEncoder open(Path file, Settings settings) {
        return new ClipEncoder(file, settings);
    }

    private void startFile(Path file) {
        check(avcodec_parameters_from_context(stream.codecpar(), encoder), "copy the encoder's parameters");
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        AVDictionary texts = new AVDictionary(null);
        new TreeMap<>(settings.metadata()).forEach((key, value) -> av_dict_set(texts, key, value, 0));
        format.metadata(texts);
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, "file:" + file.toAbsolutePath(), AVIO_FLAG_WRITE), "write to " + file);
        format.pb(io);
        Map<String, String> options = settings.coding() instanceof Coding.Exact
                ? Map.of()
                : Map.of("movflags", "faststart+use_metadata_tags");
        int started = Ffmpeg.withOptions(options, dictionary -> avformat_write_header(format, dictionary));
        check(started, "write the header of " + file);
    }

    /// Adds one frame.
    public void add(RgbFrame picture) {
        if (!picture.size().equals(settings.size())) {
            throw new IllegalArgumentException(
                    "frame %d: expected a picture of %s, found %s".formatted(frames, settings.size(), picture.size()));
        }
        check(av_frame_make_writable(rgb), "reuse a frame");
        int row = settings.size().width() * 3;
        for (int y = 0; y < settings.size().height(); y++) {
            rgb.data(0).position((long) y * rgb.linesize(0)).put(picture.rgb(), y * row, row);
        }
        add(toYuv.shaped(new VideoFrame(rgb)));
    }

    /// Adds one frame of this size, shaped as [FrameShaper.Colour#VIDEO].
    public void add(VideoFrame picture) {
        AVFrame yuv = picture.raw();
        if (yuv.width() != settings.size().width()
                || yuv.height() != settings.size().height()) {
            throw new IllegalArgumentException("frame %d: expected a picture of %s, found %dx%d"
                    .formatted(frames, settings.size(), yuv.width(), yuv.height()));
        }
        check(av_frame_ref(sent, yuv), "hand a frame over");
        sent.pts(frames);
        sent.duration(1);
        sent.pict_type(0);
        frames++;
        int taken = avcodec_send_frame(encoder, sent);
        av_frame_unref(sent);
        check(taken, "encode frame " + frames);
        writePackets();
    }

    private void writePackets() {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.duration(1);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check(av_interleaved_write_frame(format, packet), "write a frame");
        }
    }

    /// Makes the file whole. Returns the number of frames written.
    public int finish() {
        if (frames == 0) {
            throw new IllegalStateException("a clip needs at least one frame, got none");
        }
        check(avcodec_send_frame(encoder, null), "end the stream");
        writePackets();
        check(av_write_trailer(format), "complete the file");
        return frames;
    }

    @Override
    public void close() {
        toYuv.close();
        av_frame_free(rgb);
        av_frame_free(sent);
        av_packet_free(packet);
        avcodec_free_context(encoder);
        if (format.pb() != null) {
            avio_closep(format.pb());
        }
        avformat_free_context(format);
    }
}
