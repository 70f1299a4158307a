package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/// A libavfilter chain that turns each frame into exactly one frame.
///
/// FFmpeg's own C interface is used because JavaCV's filter class takes the first plane only and so spoils 4:2:0
/// colour.
final class FilterChain implements AutoCloseable {
    /// The kind of frame a chain was built for; another kind needs another chain.
    record Input(int width, int height, int pixelFormat, int colourSpace, int colourRange, int transfer) {
        static Input of(AVFrame frame) {
            return new Input(
                    frame.width(),
                    frame.height(),
                    frame.format(),
                    frame.colorspace(),
                    frame.color_range(),
                    frame.color_trc());
        }

        private String arguments() {
            return "video_size=%dx%d:pix_fmt=%d:time_base=1/1:pixel_aspect=1/1:colorspace=%d:range=%d"
                    .formatted(width, height, pixelFormat, colourSpace, colourRange);
        }
    }

    private static final int KEEP_REFERENCE = 8;

    private final Input input;
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final AVFrame filtered = av_frame_alloc();

    FilterChain(Input input, String filters) {
        this.input = input;
        // whoever filters has threads of its own; a pool for every chain would only cost
        graph.nb_threads(1);
        create(source, "buffer", "in", input.arguments());
        create(sink, "buffersink", "out", null);
        AVFilterInOut outputs = end("in", source);
        AVFilterInOut inputs = end("out", sink);
        try {
            check(avfilter_graph_parse_ptr(graph, filters, inputs, outputs, null), "read the filters " + filters);
            check(avfilter_graph_config(graph, null), "set up the filters " + filters);
        } finally {
            avfilter_inout_free(inputs);
            avfilter_inout_free(outputs);
        }
    }

    boolean fits(Input other) {
        return input.equals(other);
    }

    /// The frame after the filters; valid until the next call.
    AVFrame apply(AVFrame frame) {
        push(frame);
        av_frame_unref(filtered);
        check(av_buffersink_get_frame(sink, filtered), "take a filtered frame");
        return filtered;
    }

    /// For filters that look ahead: puts a frame in, or null at the end.
    void push(AVFrame frame) {
        check(av_buffersrc_add_frame_flags(source, frame, KEEP_REFERENCE), "filter a frame");
    }

    /// For filters that look ahead: moves the next frame into `to`; false when there is none yet, or none left.
    boolean pull(AVFrame to) {
        av_frame_unref(to);
        return av_buffersink_get_frame(sink, to) >= 0;
    }

    private void create(AVFilterContext filter, String kind, String name, String arguments) {
        check(
                avfilter_graph_create_filter(filter, avfilter_get_by_name(kind), name, arguments, null, graph),
                "create the filter " + kind);
    }

    private static AVFilterInOut end(String name, AVFilterContext filter) {
        AVFilterInOut end = avfilter_inout_alloc();
        end.name(av_strdup(new BytePointer(name)));
        end.filter_ctx(filter);
        end.pad_idx(0);
        end.next(null);
        return end;
    }

    @Override
    public void close() {
        av_frame_free(filtered);
        avfilter_graph_free(graph);
    }
}
