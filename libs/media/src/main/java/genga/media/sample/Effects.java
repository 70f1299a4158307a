package genga.media.sample;

import genga.media.FrameSize;
import genga.media.RgbFrame;
import java.util.Arrays;

/// What an editor does to whole pictures.
final class Effects {
    private Effects() {}

    static RgbFrame white(FrameSize size) {
        byte[] rgb = new byte[size.pixels() * 3];
        Arrays.fill(rgb, (byte) 255);
        return new RgbFrame(size, rgb);
    }

    /// @param light 0 is black, 1 as it was
    static RgbFrame dimmed(RgbFrame picture, double light) {
        byte[] table = new byte[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = (byte) Math.round(value * light);
        }
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = table[picture.rgb()[i] & 0xff];
        }
        return new RgbFrame(picture.size(), rgb);
    }

    /// `(1 - share) a + share b`.
    static RgbFrame mixed(RgbFrame a, RgbFrame b, double share) {
        int weight = (int) Math.round(share * 256);
        byte[] rgb = new byte[a.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (((a.rgb()[i] & 0xff) * (256 - weight) + (b.rgb()[i] & 0xff) * weight + 128) >> 8);
        }
        return new RgbFrame(a.size(), rgb);
    }
}
