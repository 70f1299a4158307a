package genga.media;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/// Turns decoded frames into pictures of one size: colours to RGB, pixels made square, rotation applied.
final class PictureConverter implements AutoCloseable {
    private final String filters;
    private final FrameSize size;
    private Optional<FilterChain> chain = Optional.empty();

    PictureConverter(MediaFacts.Shape shape, FrameSize size) {
        this.size = size;
        this.filters = turn(shape.rotation())
                + "scale=%d:%d:flags=area+accurate_rnd+full_chroma_int,format=rgb24"
                        .formatted(size.width(), size.height());
    }

    private static String turn(int clockwise) {
        return switch (clockwise) {
            case 90 -> "transpose=clock,";
            case 180 -> "hflip,vflip,";
            case 270 -> "transpose=cclock,";
            default -> "";
        };
    }

    RgbFrame picture(AVFrame decoded) {
        if (chain.filter(built -> built.fits(decoded)).isEmpty()) {
            close();
            chain = Optional.of(new FilterChain(FilterChain.Input.of(decoded), filters));
        }
        AVFrame rgb = chain.orElseThrow().apply(decoded);
        byte[] bytes = new byte[size.pixels() * 3];
        int row = size.width() * 3;
        BytePointer plane = rgb.data(0);
        for (int y = 0; y < size.height(); y++) {
            plane.position((long) y * rgb.linesize(0)).get(bytes, y * row, row);
        }
        return new RgbFrame(size, bytes);
    }

    @Override
    public void close() {
        chain.ifPresent(FilterChain::close);
        chain = Optional.empty();
    }
}
