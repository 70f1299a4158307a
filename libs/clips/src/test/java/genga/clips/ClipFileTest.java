package genga.clips;

import static org.assertj.core.api.Assertions.assertThat;

import genga.media.Probe;
import genga.media.VideoReader;
import genga.wan.dataset.Resolution;
import genga.wan.vae.RgbFrame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipFileTest {

    @TempDir
    Path folder;

    @Test
    void picturesBecomeAClipOfSixteenFramesPerSecondAndTheMiddleOneItsPoster() {
        Path file = folder.resolve("clip.mp4");

        byte[] poster;
        try (ClipFile clip = new ClipFile(file, new Resolution(64, 48), 5, Map.of())) {
            for (int i = 0; i < 5; i++) {
                clip.add(grey(40 * i));
            }
            clip.finish();
            poster = clip.poster();
        }

        assertThat(VideoReader.countFrames(file)).isEqualTo(5);
        assertThat(Probe.film(file).rate().perSecond()).isEqualTo(16.0);
        assertThat(poster).startsWith(0xFF, 0xD8);
    }

    private static RgbFrame grey(int level) {
        byte[] rgb = new byte[64 * 48 * 3];
        Arrays.fill(rgb, (byte) level);
        return new RgbFrame(new Resolution(64, 48), rgb);
    }
}
