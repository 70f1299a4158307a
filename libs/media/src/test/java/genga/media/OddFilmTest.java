package genga.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;

import genga.contracts.vocabulary.FrameRate;
import genga.media.shot.ShotDetection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Films as they come from broadcasts, discs, phones and screen recorders.
class OddFilmTest {
    private static final FrameSize SIZE = new FrameSize(64, 48);
    private static final int MIDDLE = (24 * 64 + 32) * 3;

    @TempDir
    Path folder;

    @Test
    void aTenBitGreyComesBackAsTheSameGrey() {
        // studio range, 10 bits: (0.5 * 876 + 64)
        RgbFrame picture = first(kind(AV_PIX_FMT_YUV420P10LE, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG), 502, 512, 512);

        assertThat(picture.rgb()[MIDDLE] & 0xff).isBetween(126, 129);
    }

    @Test
    void theMatrixOfTheSourceDecidesItsColours() {
        RgbFrame old = first(kind(AV_PIX_FMT_YUV420P, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG), 81, 90, 240);
        RgbFrame modern = first(kind(AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG), 63, 102, 240);

        // pure red, as either standard writes it
        for (RgbFrame red : List.of(old, modern)) {
            assertThat(red.rgb()[MIDDLE] & 0xff).isGreaterThan(250);
            assertThat(red.rgb()[MIDDLE + 1] & 0xff).isLessThan(5);
            assertThat(red.rgb()[MIDDLE + 2] & 0xff).isLessThan(5);
        }
    }

    @Test
    void aSmallFilmWithoutATagIsTakenForStandardDefinition() {
        RgbFrame untold = first(kind(AV_PIX_FMT_YUV420P, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG), 81, 90, 240);

        assertThat(untold.rgb()[MIDDLE] & 0xff).isGreaterThan(250);
        assertThat(untold.rgb()[MIDDLE + 1] & 0xff).isLessThan(5);
    }

    @Test
    void fullRangeIsNotStretchedOnceMore() {
        RgbFrame picture = first(kind(AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, AVCOL_RANGE_JPEG), 200, 128, 128);

        assertThat(picture.rgb()[MIDDLE] & 0xff).isBetween(199, 201);
    }

    @Test
    void highDynamicRangeIsMappedToWhatAScreenShows() {
        // perceptual quantizer: 100 cd/m2 is 0.508 of full scale, 1000 cd/m2 is 0.752, 0 is 0
        OddFilm.Kind kind = hdr(AVCOL_TRC_SMPTE2084);

        int black = first(kind, 64, 512, 512).rgb()[MIDDLE] & 0xff;
        int white = first(kind, 509, 512, 512).rgb()[MIDDLE] & 0xff;
        int bright = first(kind, 723, 512, 512).rgb()[MIDDLE] & 0xff;

        // shown untouched, white would be 130 and a highlight 192
        assertThat(black).isLessThan(4);
        assertThat(white).isGreaterThan(140);
        assertThat(bright).isGreaterThan(white + 20).isLessThanOrEqualTo(255);
    }

    @Test
    void hybridLogGammaIsMappedAsWell() {
        OddFilm.Kind kind = hdr(AVCOL_TRC_ARIB_STD_B67);

        int dark = first(kind, 200, 512, 512).rgb()[MIDDLE] & 0xff;
        int grey = first(kind, 502, 512, 512).rgb()[MIDDLE] & 0xff;
        int light = first(kind, 721, 512, 512).rgb()[MIDDLE] & 0xff;

        assertThat(dark).isLessThan(grey);
        assertThat(grey).isLessThan(light);
        assertThat(light).isBetween(170, 255);
    }

    @Test
    void fieldsOfAnInterlacedFilmAreWovenIntoOnePictureAFrame() {
        OddFilm.Kind kind =
                new OddFilm.Kind(SIZE, AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, AVCOL_TRC_BT709, true);
        // a bar that moves between the fields: combs, unless woven
        Path film = OddFilm.write(folder.resolve("i.mkv"), kind, 9, (frame, plane, x, y) -> {
            int time = 2 * frame + y % 2;
            return plane > 0 ? 128 : Math.floorMod(x - 6 * time, 64) < 32 ? 200 : 40;
        });

        List<Long> times = new ArrayList<>();
        double combing = 0;
        try (VideoReader reader = VideoReader.open(film)) {
            while (reader.advance()) {
                times.add(reader.timestamp());
                combing = Math.max(combing, combing(reader.picture()));
            }
        }

        assertThat(times).hasSize(9).isSorted();
        assertThat(combing).isLessThan(12);
        assertThat(ShotDetection.score(film, frames -> {}).scores().timestamps(0, 9))
                .containsExactly(times.stream().mapToLong(Long::longValue).toArray());
    }

    /// How much lines differ from the mean of their neighbours.
    private static double combing(RgbFrame picture) {
        byte[] luma = picture.luma();
        double sum = 0;
        for (int y = 2; y < 46; y++) {
            for (int x = 0; x < 64; x++) {
                int around = (luma[(y - 1) * 64 + x] & 0xff) + (luma[(y + 1) * 64 + x] & 0xff);
                sum += Math.abs(2 * (luma[y * 64 + x] & 0xff) - around) / 2.0;
            }
        }
        return sum / (44 * 64);
    }

    @Test
    void aVariableRateIsRetimedByItsTimes() {
        // 24 units a second; the third frame is held for a second
        int[] times = {0, 1, 2, 26, 27};
        Path film = OddFilm.write(folder.resolve("v.mkv"), plain(SIZE), 24, 5, frame -> times[frame], grey());

        var scores = ShotDetection.score(film, frames -> {}).scores();
        List<Integer> shown =
                Retiming.sourceFrames(scores.base(), FrameRate.WAN, scores.timestamps(0, 5), scores.shownUntil(5));

        assertThat(shown).hasSizeBetween(18, 20);
        assertThat(shown.stream().filter(frame -> frame == 2)).hasSizeGreaterThan(14);
    }

    @Test
    void twoHundredAndFortyFramesASecondBecomeSixteen() {
        Path film = OddFilm.write(folder.resolve("f.mkv"), plain(SIZE), 240, 120, frame -> frame, grey());

        var scores = ShotDetection.score(film, frames -> {}).scores();

        assertThat(Retiming.sourceFrames(
                        scores.base(), FrameRate.WAN, scores.timestamps(0, 120), scores.shownUntil(120)))
                .hasSize(8);
    }

    @Test
    void oddSidesAndASingleFrameAreRead() {
        FrameSize odd = new FrameSize(65, 47);
        Path film = OddFilm.write(folder.resolve("o.mkv"), plain(odd), 1, grey());

        assertThat(VideoReader.countFrames(film)).isOne();
        assertThat(Probe.film(film).display()).isEqualTo(odd);
        assertThat(ShotDetection.score(film, frames -> {}).scores().frames()).hasSize(1);
    }

    @Test
    void eightThousandPixelsAcrossAreRead() {
        FrameSize huge = new FrameSize(7680, 320);
        Path film = OddFilm.write(folder.resolve("h.mkv"), plain(huge), 2, grey());

        assertThat(ShotDetection.score(film, frames -> {}).scores().frames()).hasSize(2);
    }

    private static OddFilm.Samples grey() {
        return (frame, plane, x, y) -> plane == 0 ? 100 + (x + frame) % 32 : 128;
    }

    private static OddFilm.Kind plain(FrameSize size) {
        return new OddFilm.Kind(size, AV_PIX_FMT_YUV420P, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, AVCOL_TRC_BT709, false);
    }

    private static OddFilm.Kind kind(int pixelFormat, int colourSpace, int range) {
        return new OddFilm.Kind(SIZE, pixelFormat, colourSpace, range, AVCOL_TRC_BT709, false);
    }

    private static OddFilm.Kind hdr(int transfer) {
        return new OddFilm.Kind(SIZE, AV_PIX_FMT_YUV420P10LE, AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG, transfer, false);
    }

    private RgbFrame first(OddFilm.Kind kind, int luma, int blue, int red) {
        Path film = OddFilm.write(
                folder.resolve("odd.mkv"),
                kind,
                1,
                (frame, plane, x, y) -> plane == 0 ? luma : plane == 1 ? blue : red);
        return FrameSource.frames(film, new FrameSource.Window(0, 1), SIZE).getFirst();
    }
}
