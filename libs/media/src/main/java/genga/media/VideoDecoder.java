package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// Opens the decoder of a video stream, within the limits that every file is held to.
final class VideoDecoder {

    private VideoDecoder() {}

    /// The decoder of the container's video stream; the caller frees it.
    static AVCodecContext open(Container container, Decoding decoding) {
        AVCodec codec = avcodec_find_decoder(container.stream().codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new UnreadableMedia(
                    "video codec", "one that FFmpeg decodes", container.facts().codec());
        }
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        check(avcodec_parameters_to_context(decoder, container.stream().codecpar()), "copy the stream's parameters");
        decoder.pkt_timebase(container.stream().time_base());
        decoder.thread_count(Math.min(8, Runtime.getRuntime().availableProcessors() + 1));
        decoder.max_pixels((long) Container.LONGEST_SIDE * Container.LONGEST_SIDE);
        if (decoding == Decoding.QUICK) {
            decoder.skip_loop_filter(AVDISCARD_ALL);
        }
        int opened = avcodec_open2(decoder, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(decoder);
            throw new UnreadableMedia("video stream", "one that can be decoded", Ffmpeg.text(opened));
        }
        return decoder;
    }
}
