package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Writes a large picture without a way through Java's heap.
public final class PictureFile {
    /// Of zlib's 1 to 9: past this, files of drawings hardly shrink.
    private static final int EFFORT = 4;

    private PictureFile() {}

    /// A lossless PNG.
    ///
    /// @param rgb shaped as [FrameShaper.Colour#RGB]
    public static void png(VideoFrame rgb, Path file) {
        AVFrame frame = rgb.raw();
        AVCodec codec = avcodec_find_encoder_by_name("png");
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        try {
            encoder.width(frame.width()).height(frame.height()).pix_fmt(frame.format());
            encoder.time_base(Encoders.rational(1, 1));
            encoder.compression_level(EFFORT);
            encoder.thread_count(1);
            Map<String, String> options = Map.of("pred", "paeth");
            check(Ffmpeg.withOptions(options, some -> avcodec_open2(encoder, codec, some)), "open the PNG encoder");
            check(avcodec_send_frame(encoder, frame), "encode a picture");
            check(avcodec_send_frame(encoder, null), "end a picture");
            check(avcodec_receive_packet(encoder, packet), "take a picture");
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            Files.write(file, bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("could not write " + file, unwritable);
        } finally {
            av_packet_free(packet);
            avcodec_free_context(encoder);
        }
    }
}
