package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
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
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import genga.contracts.vocabulary.FrameRate;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// Writes pictures as they come into an MP4 that plays while it downloads: H.264 (libopenh264), 4:2:0, Rec. 709,
/// exact frame rate. The same pictures and settings give the same bytes.
///
/// [#finish] makes the file whole; closing without it leaves an unfinished file, which is how a failure is told.
public final class ClipEncoder implements AutoCloseable {
    /// What to write.
    ///
    /// @param size picture size, both sides even
    /// @param rate frames per second
    /// @param bitsPerPixel bits spent on one pixel of one frame; 0.3 is visually lossless for most drawn films
    /// @param metadata text kept in the file under these keys, whatever they are
    public record Settings(FrameSize size, FrameRate rate, double bitsPerPixel, Map<String, String> metadata) {
        /// The default of [#bitsPerPixel].
        public static final double FINE = 0.3;

        public Settings {
            if (!size.equals(size.even()) || size.width() < 16 || size.height() < 16) {
                throw new IllegalArgumentException("H.264 4:2:0 needs even sides of at least 16 pixels, got " + size);
            }
            if (!(bitsPerPixel > 0 && bitsPerPixel <= 16)) {
                throw new IllegalArgumentException("bits per pixel must be in (0, 16], got " + bitsPerPixel);
            }
            metadata = Map.copyOf(metadata);
        }

        public static Settings fine(FrameSize size, FrameRate rate) {
            return new Settings(size, rate, FINE, Map.of());
        }

        long bitsPerSecond() {
            double exact = bitsPerPixel * size.pixels() * rate.perSecond();
            return Math.round(Math.clamp(exact, 100_000, 200_000_000));
        }
    }

    private final Settings settings;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVStream stream;
    private final AVCodecContext encoder;
    private final FilterChain toYuv;
    private final AVFrame rgb = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private int frames;

    private ClipEncoder(Path file, Settings settings) {
        this.settings = settings;
        check(avformat_alloc_output_context2(format, null, "mp4", file.toString()), "set up an MP4 file");
        format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        this.stream = avformat_new_stream(format, codec);
        this.encoder = encoder(codec, settings);
        this.toYuv = colourChain(settings.size());
        startFile(file);
        rgb.format(AV_PIX_FMT_RGB24)
                .width(settings.size().width())
                .height(settings.size().height());
        check(av_frame_get_buffer(rgb, 0), "allocate a frame");
    }

    public static ClipEncoder open(Path file, Settings settings) {
        return new ClipEncoder(file, settings);
    }

    private static FilterChain colourChain(FrameSize size) {
        FilterChain.Input input = new FilterChain.Input(size.width(), size.height(), AV_PIX_FMT_RGB24, 0, 2);
        return new FilterChain(
                input,
                "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int,format=yuv420p");
    }

    private static AVCodecContext encoder(AVCodec codec, Settings settings) {
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        FrameRate rate = settings.rate();
        encoder.width(settings.size().width()).height(settings.size().height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base(rational(rate.denominator(), rate.numerator()));
        encoder.framerate(rational(rate.numerator(), rate.denominator()));
        encoder.sample_aspect_ratio(rational(1, 1));
        encoder.bit_rate(settings.bitsPerSecond());
        encoder.gop_size(Math.max(1, rate.frames(1)));
        encoder.colorspace(AVCOL_SPC_BT709);
        encoder.color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        encoder.thread_count(1);
        // no frame may be skipped to keep the rate: counts are exact
        Map<String, String> options = Map.of("rc_mode", "bitrate", "allow_skip_frames", "0", "profile", "main");
        int opened = Ffmpeg.withOptions(options, dictionary -> avcodec_open2(encoder, codec, dictionary));
        check(opened, "open the H.264 encoder for " + settings.size());
        return encoder;
    }

    private static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
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
        Map<String, String> options = Map.of("movflags", "faststart+use_metadata_tags");
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
        rgb.color_range(2);
        AVFrame yuv = toYuv.apply(rgb);
        yuv.pts(frames);
        yuv.duration(1);
        yuv.pict_type(0);
        frames++;
        check(avcodec_send_frame(encoder, yuv), "encode frame " + frames);
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
        av_packet_free(packet);
        avcodec_free_context(encoder);
        if (format.pb() != null) {
            avio_closep(format.pb());
        }
        avformat_free_context(format);
    }
}
