package genga.wan.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.dataset.Resolution;
import genga.wan.nano.NanoModel;
import genga.wan.tensor.Device;
import genga.wan.vae.VaeTiling.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tiles against the whole picture, with the VAE of the embedded base model.
class TiledVaeTest {
    private static final Resolution SIZE = new Resolution(112, 80);
    private static final VaeTiling TILING = new VaeTiling(8, 5);
    /// Overlapping tiles were seen above 50 dB, tiles that only touch at 45 dB.
    private static final double LEAST_DECIBELS = 48;

    private static final List<RgbFrame> WHOLE = new ArrayList<>();
    private static VideoVae vae;
    private static Latent latent;

    @BeforeAll
    static void open(@TempDir Path folder) {
        vae = VideoVae.open(NanoModel.ensure(folder).vae(), Device.cpu());
        latent = vae.encode(clip().iterator());
        vae.decode(latent, WHOLE::add);
    }

    @AfterAll
    static void close() {
        vae.close();
    }

    @Test
    void decodedTilesAreTheWholePictureWithoutSeams() {
        List<RgbFrame> tiled = new ArrayList<>();

        new TiledVae(vae, TILING).decode(latent, tiled::add);

        assertThat(tiled).hasSameSizeAs(WHOLE);
        for (int frame = 0; frame < WHOLE.size(); frame++) {
            assertThat(decibels(WHOLE.get(frame), tiled.get(frame))).isGreaterThan(LEAST_DECIBELS);
            assertThat(seam(WHOLE.get(frame), tiled.get(frame)))
                    .as("levels of 255 the error jumps by at the edges of tiles")
                    .isLessThan(1);
        }
    }

    @Test
    void tilesThatDoNotOverlapShowSeams() {
        List<RgbFrame> tiled = new ArrayList<>();

        new TiledVae(vae, new VaeTiling(8, 8)).decode(latent, tiled::add);

        assertThat(decibels(WHOLE.getFirst(), tiled.getFirst())).isLessThan(LEAST_DECIBELS);
    }

    @Test
    void encodedTilesAreTheWholeLatent() {
        Latent tiled = new TiledVae(vae, TILING).encode(clip());

        assertThat(tiled.resolution()).isEqualTo(SIZE);
        assertThat(tiled.frames()).isEqualTo(latent.frames());
        double error = 0;
        double power = 0;
        for (int at = 0; at < latent.values().length; at++) {
            error += Math.pow(latent.values()[at] - tiled.values()[at], 2);
            power += Math.pow(latent.values()[at], 2);
        }
        assertThat(error / power).isLessThan(1e-4);
    }

    @Test
    void aPictureThatFitsOneTileIsDecodedWhole() {
        List<RgbFrame> tiled = new ArrayList<>();

        new TiledVae(vae, new VaeTiling(16, 12)).decode(latent, tiled::add);

        assertThat(tiled).hasSameSizeAs(WHOLE);
        assertThat(tiled.getLast().rgb()).isEqualTo(WHOLE.getLast().rgb());
    }

    @Test
    void tilesCoverEverythingAndTheLastEndsWithThePicture() {
        assertThat(new VaeTiling(34, 18).spans(60))
                .containsExactly(new Span(0, 34), new Span(18, 52), new Span(26, 60));
        assertThat(new VaeTiling(34, 18).spans(34)).containsExactly(new Span(0, 34));
        assertThat(new VaeTiling(34, 18).spans(20)).containsExactly(new Span(0, 20));
    }

    @Test
    void rampsRiseFromInnerEdgesOnly() {
        VaeTiling tiling = new VaeTiling(6, 4);

        assertThat(tiling.ramp(new Span(0, 6), 10, 1)).containsExactly(1, 1, 1, 1, 1, 0.5f);
        assertThat(tiling.ramp(new Span(4, 10), 14, 2))
                .containsExactly(0.25f, 0.5f, 0.75f, 1, 1, 1, 1, 1, 1, 0.75f, 0.5f, 0.25f);
    }

    @Test
    void aBlendOfOnePictureIsThatPicture() {
        VaeTiling tiling = new VaeTiling(6, 4);
        TileBlend blend = new TileBlend(tiling, 1, 11, 9, 1);
        for (Span rows : tiling.spans(11)) {
            for (Span columns : tiling.spans(9)) {
                float[] tile = new float[rows.length() * columns.length()];
                for (int at = 0; at < tile.length; at++) {
                    tile[at] = (rows.begin() + at / columns.length()) * 100 + columns.begin() + at % columns.length();
                }
                blend.add(blend.begin(rows, columns), 0, tile, 0);
            }
        }

        for (int at = 0; at < 99; at++) {
            assertThat(blend.value(0, at)).isCloseTo(at / 9 * 100 + at % 9, Offset.offset(1e-3f));
        }
    }

    @Test
    void aStrideWiderThanATileIsRefused() {
        assertThatThrownBy(() -> new VaeTiling(8, 9)).hasMessageContaining("at least the stride, got 8 and 9");
    }

    private static double decibels(RgbFrame one, RgbFrame other) {
        double sum = 0;
        for (int at = 0; at < one.rgb().length; at++) {
            double difference = (one.rgb()[at] & 255) - (other.rgb()[at] & 255);
            sum += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / Math.max(1e-9, sum / one.rgb().length));
    }

    /// The mean step of the error from one column to the next across the vertical edges of tiles.
    private static double seam(RgbFrame whole, RgbFrame tiled) {
        double sum = 0;
        int count = 0;
        for (Span span : TILING.spans(SIZE.width() / 8)) {
            for (int x : new int[] {span.begin() * 8, span.end() * 8}) {
                for (int y = 0; y < SIZE.height() && x > 0 && x < SIZE.width(); y++, count++) {
                    int at = 3 * (y * SIZE.width() + x);
                    sum += Math.abs(error(whole, tiled, at) - error(whole, tiled, at - 3));
                }
            }
        }
        return sum / count;
    }

    private static int error(RgbFrame whole, RgbFrame tiled, int at) {
        return (whole.rgb()[at] & 255) - (tiled.rgb()[at] & 255);
    }

    /// Five frames of soft waves that move.
    private static List<RgbFrame> clip() {
        List<RgbFrame> frames = new ArrayList<>();
        for (int frame = 0; frame < 5; frame++) {
            byte[] rgb = new byte[(int) (3 * SIZE.area())];
            for (int at = 0; at < rgb.length; at++) {
                int x = at / 3 % SIZE.width();
                int y = at / 3 / SIZE.width();
                double wave = Math.sin((x + 4 * frame) / (9.0 + at % 3)) + Math.cos(y / 13.0 + frame);
                rgb[at] = (byte) (127 + 60 * wave);
            }
            frames.add(new RgbFrame(SIZE, rgb));
        }
        return frames;
    }
}
