package genga.media;

import static genga.media.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import genga.contracts.vocabulary.Crop;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/// Brings frames to one size and one kind of colour: cropped, turned upright, pixels made square, high dynamic range
/// mapped to what a screen shows.
public final class FrameShaper implements AutoCloseable {
    /// What comes out.
    public enum Colour {
        /// Red, green and blue, 8 bits each.
        RGB("format=rgb24"),
        /// 4:2:0, 8 bits, Rec. 709, studio range: what masters and previews are made of.
        VIDEO("format=yuv420p");

        private final String format;

        Colour(String format) {
            this.format = format;
        }
    }

    /// @param shape how stored pixels become a picture on screen
    /// @param crop what of the stored picture is used; empty for all
    /// @param size of the result
    public record Form(MediaFacts.Shape shape, Optional<Crop> crop, FrameSize size, Colour colour) {
        /// The whole picture of a film.
        public static Form of(MediaFacts facts, FrameSize size, Colour colour) {
            return new Form(facts.shape(), Optional.empty(), size, colour);
        }

        /// The same part of the same pictures, another size or colour.
        public Form to(FrameSize other, Colour kind) {
            return new Form(shape, crop, other, kind);
        }

        /// From upright pictures of square pixels to a size.
        public static Form sized(FrameSize size, Colour colour) {
            return new Form(new MediaFacts.Shape(0, 1, 1), Optional.empty(), size, colour);
        }
    }

    /// Lines of the source that go into one line of a small copy at least.
    private static final int ENOUGH_LINES = 2;

    private final Form form;
    private final AVFrame thinned = av_frame_alloc();
    private Optional<FilterChain> chain = Optional.empty();

    public FrameShaper(Form form) {
        this.form = form;
    }

    /// The frame in the form asked for; valid until the next call.
    public VideoFrame shaped(VideoFrame frame) {
        FilterChain.Input input = FilterChain.Input.of(frame.raw());
        if (chain.filter(built -> built.fits(input)).isEmpty()) {
            drop();
            chain = Optional.of(new FilterChain(input, filters(input)));
        }
        return new VideoFrame(chain.orElseThrow().apply(frame.raw()));
    }

    /// The frame as bytes; only for [Colour#RGB].
    public RgbFrame picture(VideoFrame frame) {
        return bytes(shaped(frame));
    }

    /// A much smaller picture as bytes, of which lines that would not be missed were never read.
    public RgbFrame glance(VideoFrame frame) {
        AVFrame raw = frame.raw();
        int lines = form.shape().rotation() % 180 == 0
                ? form.size().height()
                : form.size().width();
        int step = raw.height() / (ENOUGH_LINES * lines);
        if (step < 2 || form.crop().isPresent()) {
            return picture(frame);
        }
        av_frame_unref(thinned);
        check(av_frame_ref(thinned, raw), "look at a frame");
        // every step-th line, as if the others were padding; whole pairs of lines share a line of colour
        thinned.height(raw.height() / step & ~1);
        for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS && raw.linesize(plane) != 0; plane++) {
            thinned.linesize(plane, raw.linesize(plane) * step);
        }
        return bytes(shaped(new VideoFrame(thinned)));
    }

    private RgbFrame bytes(VideoFrame rgb) {
        int row = form.size().width() * 3;
        byte[] bytes = new byte[form.size().height() * row];
        BytePointer plane = rgb.raw().data(0);
        for (int y = 0; y < form.size().height(); y++) {
            plane.position((long) y * rgb.raw().linesize(0)).get(bytes, y * row, row);
        }
        return new RgbFrame(form.size(), bytes);
    }

    private String filters(FilterChain.Input input) {
        String scale = "scale=%d:%d:flags=area+accurate_rnd+full_chroma_int"
                .formatted(form.size().width(), form.size().height());
        String cropped = form.crop()
                .map(crop -> "crop=%d:%d:%d:%d,".formatted(crop.width(), crop.height(), crop.x(), crop.y()))
                .orElse("");
        String upright = cropped + turn(form.shape().rotation());
        return switch (input.transfer()) {
            case AVCOL_TRC_SMPTE2084 -> upright + scale + toneMapped("smpte2084") + "," + coloured("scale");
            case AVCOL_TRC_ARIB_STD_B67 -> upright + scale + toneMapped("arib-std-b67") + "," + coloured("scale");
            default -> upright + coloured(scale);
        };
    }

    private String coloured(String scale) {
        String separator = scale.contains("=") ? ":" : "=";
        return form.colour() == Colour.VIDEO
                ? scale + separator + "out_color_matrix=bt709:out_range=tv," + form.colour().format
                : scale + "," + form.colour().format;
    }

    /// To linear light with 100 cd/m2 as white, to the primaries of Rec. 709, bright parts rolled off (Hable's curve),
    /// and
    /// back to a picture. What the stream leaves unsaid is taken as Rec. 2100 has it.
    private static String toneMapped(String transfer) {
        return ",format=yuv444p16,setparams=color_primaries=bt2020:colorspace=bt2020nc:color_trc=" + transfer
                + ",zscale=t=linear:npl=100,format=gbrpf32,zscale=p=709,tonemap=hable:desat=0"
                + ",zscale=t=709:m=709:r=limited,format=yuv444p";
    }

    private static String turn(int clockwise) {
        return switch (clockwise) {
            case 90 -> "transpose=clock,";
            case 180 -> "hflip,vflip,";
            case 270 -> "transpose=cclock,";
            default -> "";
        };
    }

    @Override
    public void close() {
        drop();
        av_frame_free(thinned);
    }

    private void drop() {
        chain.ifPresent(FilterChain::close);
        chain = Optional.empty();
    }
}
