package genga.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    /// A 13 x 9 picture with no two neighbours alike: `(37 x + 91 y + 53 c + 7 x y) mod 256`.
    private static final RgbFrame PATTERN = pattern(new FrameSize(13, 9));

    @Test
    void lanczosEqualsPillowByteForByteWhenAPictureGrows() throws Exception {
        RgbFrame grown = Resampling.lanczos(PATTERN, new FrameSize(29, 21));

        // Pillow 9.4.0: Image.resize((29, 21), LANCZOS)
        assertThat(sha256(grown)).isEqualTo("4d2cf9abd4e3874b1160bf57e0347c47fa0ee5fed0cf47c570cde5b6e15abee2");
    }

    @Test
    void lanczosEqualsPillowByteForByteWhenAPictureShrinks() throws Exception {
        RgbFrame shrunk = Resampling.lanczos(PATTERN, new FrameSize(7, 5));

        // Pillow 9.4.0: Image.resize((7, 5), LANCZOS)
        assertThat(sha256(shrunk)).isEqualTo("0e4bbe4c1247f35404fe5d2023caf7ccf0cbf0f6d9479aad36795858c3556a83");
    }

    @Test
    void lanczosEqualsPillowWhenOnlyTheWidthChanges() throws Exception {
        RgbFrame wide = Resampling.lanczos(PATTERN, new FrameSize(31, 9));

        // Pillow 9.4.0: Image.resize((31, 9), LANCZOS)
        assertThat(sha256(wide)).isEqualTo("04d40dd0c42e174f01f652b7a4bd68ed357ca6313ac7d57b733ec97f821338ba");
    }

    @Test
    void areaGivesTheMeanOfWhatAPixelCovers() {
        RgbFrame picture = new RgbFrame(new FrameSize(4, 2), grey(10, 20, 30, 41, 30, 40, 50, 61));

        RgbFrame halved = Resampling.area(picture, new FrameSize(2, 1));

        // means 25 and 45.5, halves to even
        assertThat(halved.rgb()).containsExactly(grey(25, 46));
    }

    @Test
    void areaCountsAPixelAtTheBorderByTheShareCovered() {
        RgbFrame picture = new RgbFrame(new FrameSize(3, 1), grey(0, 90, 30));

        RgbFrame shrunk = Resampling.area(picture, new FrameSize(2, 1));

        // (0 + 90 / 2) / 1.5 and (90 / 2 + 30) / 1.5
        assertThat(shrunk.rgb()).containsExactly(grey(30, 50));
    }

    @Test
    void coveringABucketKeepsTheCentre() {
        RgbFrame wide = new RgbFrame(new FrameSize(6, 2), grey(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6));

        RgbFrame square = Resampling.cover(wide, new FrameSize(2, 2));

        assertThat(square.rgb()).containsExactly(grey(3, 4, 3, 4));
    }

    @Test
    void aPictureOfTheBucketsSizeIsHandedBackAsItIs() {
        assertThat(Resampling.cover(PATTERN, PATTERN.size())).isSameAs(PATTERN);
    }

    private static byte[] grey(int... values) {
        byte[] rgb = new byte[values.length * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i / 3];
        }
        return rgb;
    }

    private static RgbFrame pattern(FrameSize size) {
        byte[] rgb = new byte[size.pixels() * 3];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < 3; channel++, i++) {
                    rgb[i] = (byte) (x * 37 + y * 91 + channel * 53 + x * y * 7);
                }
            }
        }
        return new RgbFrame(size, rgb);
    }

    private static String sha256(RgbFrame picture) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.rgb()));
    }
}
