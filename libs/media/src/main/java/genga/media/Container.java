package genga.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import genga.contracts.vocabulary.FrameRate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;

/// An opened file and its one video stream. Opens local files of the known containers only, so that a playlist or a
/// concat list can never make FFmpeg read another file or an address.
final class Container implements AutoCloseable {
    /// Longest side accepted, in pixels: twice 8K.
    static final int LONGEST_SIDE = 16384;

    static final int MOST_STREAMS = 64;

    private final AVFormatContext format;
    private final AVStream stream;

    private Container(AVFormatContext format, AVStream stream) {
        this.format = format;
        this.stream = stream;
    }

    static Container open(Path file, MediaKind kind) {
        return open(file, kind, MOST_STREAMS);
    }

    static Container open(Path file, MediaKind kind, int streams) {
        FileSniff.refuseUnlessKnown(file, kind);
        AVFormatContext format = new AVFormatContext(null);
        Map<String, String> options = Map.of("protocol_whitelist", "file", "format_whitelist", kind.demuxers());
        int opened = Ffmpeg.withOptions(
                options, dictionary -> avformat_open_input(format, "file:" + file.toAbsolutePath(), null, dictionary));
        if (opened < 0) {
            throw new UnreadableMedia("container", kind.expected(), "a damaged file (" + Ffmpeg.text(opened) + ")");
        }
        try {
            refuseCrowds(format, streams);
            return new Container(format, videoStream(format, kind));
        } catch (RuntimeException refused) {
            avformat_close_input(format);
            throw refused;
        }
    }

    private static void refuseCrowds(AVFormatContext format, int streams) {
        if (format.nb_streams() > streams) {
            throw new UnreadableMedia("streams", "at most " + streams, Integer.toString(format.nb_streams()));
        }
    }

    private static AVStream videoStream(AVFormatContext format, MediaKind kind) {
        refuseGiants(format);
        int found = avformat_find_stream_info(format, (AVDictionary) null);
        if (found < 0) {
            throw new UnreadableMedia("streams", kind.expected(), "a damaged file (" + Ffmpeg.text(found) + ")");
        }
        int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            boolean sound = has(format, AVMEDIA_TYPE_AUDIO);
            throw new UnreadableMedia(
                    "streams", "a video stream", sound ? "audio only" : "no stream that can be decoded");
        }
        AVStream stream = format.streams(index);
        checkSize(stream.codecpar());
        return stream;
    }

    /// Looks at what the headers claim before any decoder is asked, which would forget a size it cannot take.
    private static void refuseGiants(AVFormatContext format) {
        for (int stream = 0; stream < format.nb_streams(); stream++) {
            AVCodecParameters claimed = format.streams(stream).codecpar();
            if (claimed.width() > LONGEST_SIDE || claimed.height() > LONGEST_SIDE) {
                checkSize(claimed);
            }
        }
    }

    private static void checkSize(AVCodecParameters video) {
        int width = video.width();
        int height = video.height();
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new UnreadableMedia(
                    "picture size",
                    "1x1 to %1$dx%1$d pixels".formatted(LONGEST_SIDE),
                    "%dx%d".formatted(width, height));
        }
    }

    private static boolean has(AVFormatContext format, int mediaType) {
        for (int stream = 0; stream < format.nb_streams(); stream++) {
            if (format.streams(stream).codecpar().codec_type() == mediaType) {
                return true;
            }
        }
        return false;
    }

    AVFormatContext format() {
        return format;
    }

    AVStream stream() {
        return stream;
    }

    MediaFacts facts() {
        AVCodecParameters video = stream.codecpar();
        FrameSize coded = new FrameSize(video.width(), video.height());
        return new MediaFacts(
                format.iformat().name().getString(),
                avcodec_get_name(video.codec_id()).getString(),
                coded,
                shape(video),
                rate(),
                claims(),
                has(format, AVMEDIA_TYPE_AUDIO));
    }

    private MediaFacts.Shape shape(AVCodecParameters video) {
        AVRational pixel =
                stream.sample_aspect_ratio().num() > 0 ? stream.sample_aspect_ratio() : video.sample_aspect_ratio();
        boolean known = pixel.num() > 0
                && pixel.den() > 0
                && pixel.num() <= 8L * pixel.den()
                && pixel.den() <= 8L * pixel.num();
        return new MediaFacts.Shape(rotation(video), known ? pixel.num() : 1, known ? pixel.den() : 1);
    }

    /// The display matrix turns counter-clockwise; screens and people count clockwise.
    private static int rotation(AVCodecParameters video) {
        AVPacketSideData matrix =
                av_packet_side_data_get(video.coded_side_data(), video.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < 36) {
            return 0;
        }
        double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(counterClockwise) ? 0 : Math.floorMod(Math.round(-counterClockwise / 90) * 90, 360);
    }

    private FrameRate rate() {
        AVRational rate = av_guess_frame_rate(format, stream, null);
        return rate.num() > 0 && rate.den() > 0 ? new FrameRate(rate.num(), rate.den()) : FrameRate.of(25);
    }

    private MediaFacts.Claims claims() {
        long duration = format.duration();
        long frames = stream.nb_frames();
        return new MediaFacts.Claims(
                duration == AV_NOPTS_VALUE || duration <= 0
                        ? Optional.empty()
                        : Optional.of((double) duration / AV_TIME_BASE),
                frames > 0 ? Optional.of(frames) : Optional.empty());
    }

    @Override
    public void close() {
        avformat_close_input(format);
    }
}
