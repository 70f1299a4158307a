package genga.media.measure;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipMeasures;
import genga.media.FrameSize;
import genga.media.Resampling;
import genga.media.RgbFrame;
import genga.media.TestFilm;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClipMeterTest {
    @Test
    void aClipThatDoesNotChangeHasNoMotion() {
        ClipMeasures measures = measured(TestFilm.bars(0, 0), TestFilm.bars(0, 0), TestFilm.bars(0, 0));

        assertThat(measures.motion().mean()).isZero();
        assertThat(measures.motion().peak()).isZero();
        assertThat(measures.motion().staticShare()).isEqualTo(1);
        assertThat(measures.camera().move()).isEqualTo(CameraMotion.Move.STATIC);
    }

    @Test
    void motionIsTheMeanLumaDifferenceAndItsPeak() {
        ClipMeasures measures = measured(TestFilm.plain(0x101010), TestFilm.plain(0x101010), TestFilm.plain(0x161616));

        assertThat(measures.motion().mean()).isEqualTo(3);
        assertThat(measures.motion().peak()).isEqualTo(6);
        assertThat(measures.tone().brightness()).isEqualTo((16 + 16 + 22) / 3.0);
    }

    @Test
    void flickerIsTheSecondDifferenceOfBrightnessSoThatAFadeHasNone() {
        ClipMeasures fade = measured(TestFilm.plain(0x101010), TestFilm.plain(0x141414), TestFilm.plain(0x181818));
        ClipMeasures flash = measured(TestFilm.plain(0x101010), TestFilm.plain(0x141414), TestFilm.plain(0x101010));

        assertThat(fade.tone().flicker()).isZero();
        assertThat(flash.tone().flicker()).isEqualTo(8);
    }

    @Test
    void greyHasNoColourAndRedHas() {
        assertThat(measured(TestFilm.plain(0x808080)).tone().colourfulness()).isZero();
        // rg = 255, yb = 127.5, no spread: 0.3 * sqrt(255^2 + 127.5^2)
        assertThat(measured(TestFilm.plain(0xFF0000)).tone().colourfulness()).isBetween(85.5, 85.6);
    }

    @Test
    void barsAreSharperThanAPlainPicture() {
        assertThat(measured(TestFilm.bars(0, 0)).tone().sharpness()).isGreaterThan(100);
        assertThat(measured(TestFilm.plain(0x336699)).tone().sharpness()).isZero();
    }

    @Test
    void blackBarsAboveAndBelowAreMeasured() {
        ClipMeasures measures = measured(boxed(10, 10));

        assertThat(measures.letterbox()).isEqualTo(20 / 80.0);
    }

    @Test
    void aDarkSkyWithoutACounterpartIsNoBar() {
        ClipMeasures measures = measured(boxed(30, 0));

        assertThat(measures.letterbox()).isZero();
    }

    @Test
    void aPictureScaledDownHashesAlikeAndAnotherDoesNot() {
        RgbFrame picture = TestFilm.bars(2, 9);
        PerceptualHash hash = PerceptualHash.of(picture);

        PerceptualHash scaled = PerceptualHash.of(Resampling.area(picture, new FrameSize(96, 60)));
        PerceptualHash other = PerceptualHash.of(TestFilm.bars(1, 30));

        assertThat(hash.distance(scaled)).isLessThanOrEqualTo(6);
        assertThat(hash.distance(other)).isGreaterThan(6);
        assertThat(PerceptualHash.parse(hash.toString())).isEqualTo(hash);
    }

    private static ClipMeasures measured(RgbFrame... frames) {
        ClipMeter meter = new ClipMeter();
        Arrays.stream(frames).forEach(meter::add);
        return meter.measures(0);
    }

    private static RgbFrame boxed(int above, int below) {
        RgbFrame picture = TestFilm.plain(0x808080);
        int row = TestFilm.SIZE.width() * 3;
        Arrays.fill(picture.rgb(), 0, above * row, (byte) 0);
        Arrays.fill(picture.rgb(), picture.rgb().length - below * row, picture.rgb().length, (byte) 0);
        return picture;
    }
}
