package genga.wan.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Expected numbers: `torch.manual_seed(seed); torch.randn(count)` of torch 2.13.0 on a CPU with AVX2, bit for bit.
class TorchNoiseTest {
    @Test
    void fewNumbersComeInPairsComputedInDouble() {
        float[] noise = new TorchNoise(42).normal(5);

        assertThat(noise)
                .containsExactly(
                        0.33669036626815796f,
                        0.12880940735340118f,
                        0.23446236550807953f,
                        0.23033303022384644f,
                        -1.1228563785552979f);
    }

    @Test
    void theSpareNumberOfAPairIsKeptForTheNextCall() {
        TorchNoise noise = new TorchNoise(42);
        noise.normal(3);

        float[] second = noise.normal(3);

        assertThat(second).containsExactly(0.23033303022384644f, -1.1228563785552979f, -0.18632829189300537f);
    }

    @Test
    void theLastSixteenNumbersOfAnOddCountAreDrawnAnew() {
        float[] noise = new TorchNoise(7).normal(23);

        assertThat(new float[] {noise[0], noise[6], noise[7], noise[8], noise[15], noise[22]})
                .containsExactly(
                        -0.8201345205307007f,
                        -0.641091525554657f,
                        -0.7245107293128967f,
                        -0.8489086031913757f,
                        -1.3597689867019653f,
                        1.3989183902740479f);
    }

    @Test
    void aHundredThousandNumbersAreEqualBitForBit() throws Exception {
        float[] noise = new TorchNoise(1234).normal(100_000);

        ByteBuffer bytes = ByteBuffer.allocate(noise.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(noise);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("7bc7c8985d786a48225cf176957d8c5a876f9cb5f066be824b295f93d9c6fdde");
    }
}
