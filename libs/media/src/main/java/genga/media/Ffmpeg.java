package genga.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_PANIC;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_error_string;

import java.util.Map;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/// The few conventions of FFmpeg's C interface: negative results are errors, options travel in dictionaries.
final class Ffmpeg {
    static {
        // damaged input is reported through results, not on the console
        av_log_set_level(AV_LOG_PANIC);
    }

    private Ffmpeg() {}

    /// Passes a result on when it is no error.
    static int check(int result, String act) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg could not %s: %s".formatted(act, text(result)));
        }
        return result;
    }

    /// FFmpeg's own words for an error number.
    static String text(int error) {
        try (BytePointer buffer = new BytePointer(256)) {
            av_make_error_string(buffer, 256, error);
            String text = buffer.getString();
            int end = text.indexOf(0);
            return end < 0 ? text : text.substring(0, end);
        }
    }

    /// Runs a call with options and frees what the call left of them.
    static <T> T withOptions(Map<String, String> options, Function<AVDictionary, T> call) {
        try (AVDictionary dictionary = new AVDictionary(null)) {
            options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
            try {
                return call.apply(dictionary);
            } finally {
                av_dict_free(dictionary);
            }
        }
    }
}
