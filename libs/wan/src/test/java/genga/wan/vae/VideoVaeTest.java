package genga.wan.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.dataset.Resolution;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must hold for any weights. Reference values are in the golden cases.
class VideoVaeTest {
    private static final Path WEIGHTS = Path.of("src/test/resources/golden/B_vae_tiny.weights.safetensors");
    private static final Resolution SIZE = new Resolution(32, 16);
    /// Single-precision convolutions over different chunk lengths round differently.
    private static final Offset<Float> ROUNDING = Offset.offset(2e-5f);

    private static VideoVae vae;

    @BeforeAll
    static void open() {
        vae = VideoVae.open(WEIGHTS, Device.cpu());
    }

    @AfterAll
    static void close() {
        vae.close();
    }

    @Test
    void whatComesLaterDoesNotChangeEarlierLatents() {
        List<RgbFrame> frames = frames(13);

        Latent whole = vae.encode(frames.iterator());
        Latent head = vae.encode(frames.subList(0, 5).iterator());

        assertThat(whole.frames()).isEqualTo(4);
        assertThat(frame(whole, 0)).containsExactly(frame(head, 0), ROUNDING);
        assertThat(frame(whole, 1)).containsExactly(frame(head, 1), ROUNDING);
    }

    @Test
    void aStillEncodesAsTheFirstFrameOfAClip() {
        List<RgbFrame> frames = frames(5);

        Latent still = vae.encode(frames.subList(0, 1).iterator());

        assertThat(still.frameCount().value()).isEqualTo(1);
        assertThat(still.values()).containsExactly(frame(vae.encode(frames.iterator()), 0), ROUNDING);
    }

    @Test
    void aLatentDecodesToItsFramesOneGroupAfterTheOther() {
        List<RgbFrame> decoded = new ArrayList<>();
        Latent latent = vae.encode(frames(9).iterator());

        vae.decode(latent, decoded::add);

        assertThat(decoded)
                .hasSize(9)
                .allSatisfy(frame -> assertThat(frame.size()).isEqualTo(SIZE));
    }

    @Test
    void aClipThatIsNotFourNPlusOneIsRefused() {
        assertThatThrownBy(() -> vae.encode(frames(7).iterator()))
                .hasMessage("frame count must be 4n+1 (1, 5, 9, ... 81), got 7; take 5 or 9");
        assertThatThrownBy(() -> vae.encode(Collections.emptyIterator())).hasMessageContaining("at least one frame");
    }

    @Test
    void sidesThatTheNetworkCannotHalveThreeTimesAreRefused() {
        RgbFrame odd = new RgbFrame(new Resolution(20, 16), new byte[3 * 20 * 16]);

        assertThatThrownBy(() -> vae.encode(List.of(odd).iterator()))
                .hasMessage(
                        "the VAE needs sides divisible by 8 (16 for the transformer), got 20x16; take 16x16 or 32x16");
    }

    @Test
    void framesOfTwoSizesAreRefused() {
        List<RgbFrame> frames = frames(5);
        frames.set(3, new RgbFrame(new Resolution(16, 32), frames.get(3).rgb()));

        assertThatThrownBy(() -> vae.encode(frames.iterator()))
                .hasMessage("frames of a clip must have one size, got 16x32 after 32x16");
    }

    @Test
    void aLatentCacheFileComesBackAtHalfPrecision(@TempDir Path folder) {
        Latent latent = vae.encode(frames(5).iterator());
        Path file = folder.resolve("a_00000-005_0032x0016_wan.safetensors");

        LatentFile.write(file, latent, SIZE, OptionalInt.of(5));
        Latent read = LatentFile.read(file);

        assertThat(read.resolution()).isEqualTo(SIZE);
        assertThat(read.values()).containsExactly(latent.values(), Offset.offset(0.02f));
    }

    @Test
    void aFileWithoutALatentIsRefused(@TempDir Path folder) {
        Path file = folder.resolve("a_wan.safetensors");
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWriter.write(file, Map.of("latents_", Tensor.of(scope, new float[] {1}, 1)), Map.of());
        }

        assertThatThrownBy(() -> LatentFile.read(file))
                .hasMessage(file + " holds no tensor latents_FxHxW_*, found [latents_]; is it a latent cache?");
    }

    private static float[] frame(Latent latent, int number) {
        int plane = latent.height() * latent.width();
        float[] frame = new float[Latent.CHANNELS * plane];
        for (int channel = 0; channel < Latent.CHANNELS; channel++) {
            int from = (channel * latent.frames() + number) * plane;
            System.arraycopy(latent.values(), from, frame, channel * plane, plane);
        }
        return frame;
    }

    private static List<RgbFrame> frames(int count) {
        Random random = new Random(5);
        List<RgbFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[(int) (3 * SIZE.area())];
            random.nextBytes(rgb);
            frames.add(new RgbFrame(SIZE, Arrays.copyOf(rgb, rgb.length)));
        }
        return frames;
    }
}
