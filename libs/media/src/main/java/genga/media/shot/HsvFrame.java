package genga.media.shot;

import genga.media.RgbFrame;

/// A small picture as hue (0 to 179), saturation and value (0 to 255), in OpenCV's 8-bit convention.
record HsvFrame(byte[] hue, byte[] saturation, byte[] value) {
    /// Below this value hue and saturation are noise; from [#COLOUR_SURE] on they count in full.
    private static final int COLOUR_NOISE = 16;

    private static final int COLOUR_SURE = 48;

    static HsvFrame of(RgbFrame picture) {
        int pixels = picture.size().pixels();
        HsvFrame hsv = new HsvFrame(new byte[pixels], new byte[pixels], new byte[pixels]);
        byte[] rgb = picture.rgb();
        for (int i = 0, at = 0; i < pixels; i++, at += 3) {
            hsv.set(i, rgb[at] & 0xff, rgb[at + 1] & 0xff, rgb[at + 2] & 0xff);
        }
        return hsv;
    }

    private void set(int i, int red, int green, int blue) {
        int high = Math.max(red, Math.max(green, blue));
        int spread = high - Math.min(red, Math.min(green, blue));
        value[i] = (byte) high;
        saturation[i] = high == 0 ? 0 : (byte) ((255 * spread + high / 2) / high);
        hue[i] = spread == 0 ? 0 : (byte) hue(red, green, blue, high, spread);
    }

    private static int hue(int red, int green, int blue, int high, int spread) {
        int sixth;
        if (high == red) {
            sixth = 30 * (green - blue);
        } else if (high == green) {
            sixth = 60 * spread + 30 * (blue - red);
        } else {
            sixth = 120 * spread + 30 * (red - green);
        }
        return Math.floorMod(Math.round((float) sixth / spread), 180);
    }

    /// How different two pictures are: the mean over pixels of `(dH + dS + dV) / 3` (PySceneDetect's content score,
    /// 27 is its threshold), with hue taken round the circle, and hue and saturation faded out where either
    /// picture is near black.
    float contentChange(HsvFrame other) {
        long sum = 0;
        for (int i = 0; i < value.length; i++) {
            int v = value[i] & 0xff;
            int w = other.value[i] & 0xff;
            int darker = Math.min(v, w);
            sum += (long) (COLOUR_SURE - COLOUR_NOISE) * Math.abs(v - w);
            if (darker > COLOUR_NOISE) {
                int turn = Math.abs((hue[i] & 0xff) - (other.hue[i] & 0xff));
                int colour =
                        Math.min(turn, 180 - turn) + Math.abs((saturation[i] & 0xff) - (other.saturation[i] & 0xff));
                sum += (long) Math.min(COLOUR_SURE - COLOUR_NOISE, darker - COLOUR_NOISE) * colour;
            }
        }
        return (float) (sum / (3.0 * (COLOUR_SURE - COLOUR_NOISE) * value.length));
    }
}
