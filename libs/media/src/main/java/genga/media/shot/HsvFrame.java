package genga.media.shot;

import genga.media.RgbFrame;

/// A small picture as hue (0 to 179), saturation and value (0 to 255), in OpenCV's 8-bit convention.
record HsvFrame(byte[] hue, byte[] saturation, byte[] value) {
    /// Below this value hue and saturation are noise; from [#COLOUR_SURE] on they count in full.
    private static final int COLOUR_NOISE = 16;

    private static final int COLOUR_SURE = 48;

    private static final int FRACTION = 12;
    private static final int HALF = 1 << FRACTION - 1;
    private static final int[] PER_VALUE = quotients(255);
    private static final int[] PER_SPREAD = quotients(30);

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
        saturation[i] = (byte) (spread * PER_VALUE[high] + HALF >> FRACTION);
        hue[i] = (byte) hue(red, green, blue, high, spread);
    }

    private static int hue(int red, int green, int blue, int high, int spread) {
        int sixths;
        if (high == red) {
            sixths = green - blue;
        } else if (high == green) {
            sixths = 2 * spread + blue - red;
        } else {
            sixths = 4 * spread + red - green;
        }
        int turned = sixths * PER_SPREAD[spread] + HALF >> FRACTION;
        return turned < 0 ? turned + 180 : turned;
    }

    /// `numerator / i` in fixed point for every byte `i`; 0 for 0.
    private static int[] quotients(double numerator) {
        int[] quotients = new int[256];
        for (int i = 1; i < quotients.length; i++) {
            quotients[i] = (int) Math.rint(numerator * (1 << FRACTION) / i);
        }
        return quotients;
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
