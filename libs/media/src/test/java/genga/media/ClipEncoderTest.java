package genga.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.FrameRate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipEncoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 45, 81})
    void asManyFramesDecodeAsWereWritten(int frames) {
        Path clip = TestFilm.write(folder.resolve("clip.mp4"), FrameRate.WAN, frames, i -> TestFilm.bars(i / 8, i));

        int decoded = VideoReader.countFrames(clip);

        assertThat(decoded).isEqualTo(frames);
        assertThat(Probe.film(clip).claims().frames()).contains((long) frames);
    }

    @Test
    void aFractionalRateIsKeptExactly() {
        FrameRate rate = new FrameRate(24000, 1001);
        Path clip = TestFilm.write(folder.resolve("clip.mp4"), rate, 30, i -> TestFilm.bars(0, i));

        MediaFacts facts = Probe.film(clip);

        assertThat(facts.rate()).isEqualTo(rate);
        assertThat(facts.codec()).isEqualTo("h264");
        assertThat(facts.audio()).isFalse();
    }

    @Test
    void coloursComeBackAsTheyWentIn() {
        Path clip = TestFilm.write(folder.resolve("clip.mp4"), FrameRate.WAN, 3, i -> TestFilm.plain(0x3C78C8));

        RgbFrame back = FrameSource.frames(clip, new FrameSource.Window(2, 1), TestFilm.SIZE)
                .getFirst();

        // 8-bit studio-range 4:2:0 and the encoder leave a few steps
        assertThat(back.rgb()[0] & 0xff).isBetween(0x3C - 4, 0x3C + 4);
        assertThat(back.rgb()[1] & 0xff).isBetween(0x78 - 4, 0x78 + 4);
        assertThat(back.rgb()[2] & 0xff).isBetween(0xC8 - 4, 0xC8 + 4);
    }

    @Test
    void theSamePicturesGiveTheSameBytes() throws Exception {
        Path one = TestFilm.write(folder.resolve("one.mp4"), FrameRate.WAN, 40, i -> TestFilm.bars(i / 20, i));
        Path two = TestFilm.write(folder.resolve("two.mp4"), FrameRate.WAN, 40, i -> TestFilm.bars(i / 20, i));

        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void metadataOfAnyNameIsKeptAndTheIndexStandsInFront() throws Exception {
        Path clip = folder.resolve("clip.mp4");
        Map<String, String> metadata = Map.of("genga_recipe", "{\"seed\": 42}");
        try (ClipEncoder encoder = ClipEncoder.open(
                clip, new ClipEncoder.Settings(TestFilm.SIZE, FrameRate.WAN, ClipEncoder.Settings.FINE, metadata))) {
            encoder.add(TestFilm.bars(1, 0));
            encoder.finish();
        }

        String bytes = new String(Files.readAllBytes(clip), StandardCharsets.ISO_8859_1);

        assertThat(bytes).contains("genga_recipe").contains("{\"seed\": 42}");
        assertThat(bytes.indexOf("moov")).isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void oddSidesAreRefusedWithTheReason() {
        assertThatThrownBy(() -> ClipEncoder.Settings.fine(new FrameSize(101, 80), FrameRate.WAN))
                .hasMessage("H.264 4:2:0 needs even sides of at least 16 pixels, got 101x80");
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        try (ClipEncoder encoder = ClipEncoder.open(
                folder.resolve("clip.mp4"), ClipEncoder.Settings.fine(new FrameSize(64, 64), FrameRate.WAN))) {
            assertThatThrownBy(() -> encoder.add(TestFilm.bars(0, 0)))
                    .hasMessage("frame 0: expected a picture of 64x64, found 128x80");
        }
    }
}
