package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import genga.contracts.vocabulary.FrameRate;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// Opens video encoders so that the same pictures give the same bytes on every machine.
final class Encoders {
    private static final int FFV1_VERSION = 3;

    private Encoders() {}

    static AVCodec codec(Coding coding) {
        return avcodec_find_encoder_by_name(
                switch (coding) {
                    case Coding.Rate rate -> "libopenh264";
                    case Coding.Quality quality -> "libopenh264";
                    case Coding.Exact exact -> "ffv1";
                });
    }

    static AVCodecContext open(ClipEncoder.Settings settings) {
        AVCodec codec = codec(settings.coding());
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        FrameRate rate = settings.rate();
        encoder.width(settings.size().width()).height(settings.size().height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base(rational(rate.denominator(), rate.numerator()));
        encoder.framerate(rational(rate.numerator(), rate.denominator()));
        encoder.sample_aspect_ratio(rational(1, 1));
        encoder.gop_size(Math.max(1, rate.frames(1)));
        encoder.colorspace(AVCOL_SPC_BT709);
        encoder.color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        encoder.thread_count(1);
        Map<String, String> options = options(encoder, settings);
        int opened = Ffmpeg.withOptions(options, dictionary -> avcodec_open2(encoder, codec, dictionary));
        check(opened, "open the encoder for " + settings.size());
        return encoder;
    }

    private static Map<String, String> options(AVCodecContext encoder, ClipEncoder.Settings settings) {
        // no frame may be skipped to keep a rate: counts are exact
        Map<String, String> options = new HashMap<>(Map.of("allow_skip_frames", "0", "profile", "main"));
        double samples = settings.size().pixels() * settings.rate().perSecond();
        switch (settings.coding()) {
            case Coding.Rate rate -> {
                options.put("rc_mode", "bitrate");
                encoder.bit_rate(Math.round(Math.clamp(rate.bitsPerPixel() * samples, 100_000, 200_000_000)));
            }
            case Coding.Quality quality -> {
                options.put("rc_mode", "bitrate");
                encoder.bit_rate(Math.round(Math.clamp(16 * samples, 1_000_000, 2_000_000_000)));
                encoder.qmin(quality.quantizer());
                encoder.qmax(quality.quantizer());
            }
            case Coding.Exact exact -> {
                options.clear();
                encoder.level(FFV1_VERSION);
                // every frame stands alone, with a checksum for each of its four slices
                encoder.gop_size(1);
                encoder.slices(4);
                options.put("slicecrc", "1");
            }
        }
        return options;
    }

    static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
    }
}
