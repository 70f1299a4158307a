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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Matroska films of FFV1, sample by sample as a test wants them, with any tags.
final class OddFilm {
    /// Value of one sample.
    interface Samples {
        int at(int frame, int plane, int x, int y);
    }

    /// @param pixelFormat planar, FFmpeg's number
    /// @param colourSpace FFmpeg's number, like the next two
    /// @param interlaced whether frames are tagged as two fields, the upper first
    record Kind(FrameSize size, int pixelFormat, int colourSpace, int colourRange, int transfer, boolean interlaced) {}

    private static final int INTERLACED = 1 << 3;
    private static final int UPPER_FIRST = 1 << 4;

    private final Kind kind;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final AVStream stream;
    private final AVCodecContext encoder;

    private OddFilm(Path file, Kind kind, int framesPerSecond) {
        this.kind = kind;
        AVCodec codec = avcodec_find_encoder_by_name("ffv1");
        check(avformat_alloc_output_context2(format, null, "matroska", file.toString()), "set up");
        this.stream = avformat_new_stream(format, codec);
        this.encoder = avcodec_alloc_context3(codec);
        encoder.width(kind.size().width()).height(kind.size().height()).pix_fmt(kind.pixelFormat());
        encoder.time_base(Encoders.rational(1, framesPerSecond));
        encoder.framerate(Encoders.rational(framesPerSecond, 1));
        encoder.colorspace(kind.colourSpace()).color_range(kind.colourRange()).color_trc(kind.transfer());
        encoder.level(3).thread_count(1).flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(encoder, codec, (AVDictionary) null), "open ffv1");
        check(avcodec_parameters_from_context(stream.codecpar(), encoder), "copy parameters");
        stream.time_base(encoder.time_base());
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "open " + file);
        format.pb(io);
        check(avformat_write_header(format, (AVDictionary) null), "write the header");
        frame.format(kind.pixelFormat())
                .width(kind.size().width())
                .height(kind.size().height());
        frame.colorspace(kind.colourSpace()).color_range(kind.colourRange()).color_trc(kind.transfer());
        check(av_frame_get_buffer(frame, 0), "allocate");
    }

    /// @param times of the frames, in units of one frame
    static Path write(Path file, Kind kind, int framesPerSecond, int frames, IntUnaryOperator times, Samples samples) {
        OddFilm film = new OddFilm(file, kind, framesPerSecond);
        for (int frame = 0; frame < frames; frame++) {
            film.add(frame, times.applyAsInt(frame), samples);
        }
        film.end();
        return file;
    }

    static Path write(Path file, Kind kind, int frames, Samples samples) {
        return write(file, kind, 24, frames, frame -> frame, samples);
    }

    private void add(int number, int time, Samples samples) {
        check(av_frame_make_writable(frame), "reuse");
        boolean wide = org.bytedeco
                        .ffmpeg
                        .global
                        .avutil
                        .av_pix_fmt_desc_get(kind.pixelFormat())
                        .comp(0)
                        .depth()
                > 8;
        for (int plane = 0; plane < 3; plane++) {
            int half = plane == 0 ? 0 : 1;
            for (int y = 0; y < kind.size().height() + half >> half; y++) {
                for (int x = 0; x < kind.size().width() + half >> half; x++) {
                    int value = samples.at(number, plane, x, y);
                    long at = (long) y * frame.linesize(plane) + (wide ? 2L * x : x);
                    frame.data(plane).put(at, (byte) value);
                    if (wide) {
                        frame.data(plane).put(at + 1, (byte) (value >> 8));
                    }
                }
            }
        }
        frame.flags(kind.interlaced() ? INTERLACED | UPPER_FIRST : 0);
        frame.pts(time);
        check(avcodec_send_frame(encoder, frame), "encode");
        drain();
    }

    private void drain() {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(format, packet), "write");
        }
    }

    private void end() {
        check(avcodec_send_frame(encoder, null), "end");
        drain();
        check(av_write_trailer(format), "complete");
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(encoder);
        avio_closep(format.pb());
        avformat_free_context(format);
    }
}
