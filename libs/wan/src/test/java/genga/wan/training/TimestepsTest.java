package genga.wan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.training.TimestepSampling.Between;
import genga.wan.training.TimestepSampling.Density;
import genga.wan.training.TimestepSampling.Levels;
import genga.wan.training.TimestepSampling.LogSnr;
import genga.wan.training.TimestepSampling.Mixture;
import genga.wan.training.TimestepSampling.Mixture.Part;
import genga.wan.training.TimestepSampling.ResolutionShift;
import genga.wan.training.TimestepSampling.Shift;
import genga.wan.training.TimestepSampling.Uniform;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestepsTest {

    /// z(0.975) = 1.959963985
    @ParameterizedTest
    @CsvSource({"0.5,0", "0.975,1.959963985", "0.025,-1.959963985"})
    void logSnrIsTheSigmoidOfMinusItsHalf(double u, double z) {
        assertThat(new LogSnr(-6, 2.5).sigma(u, 8, 8)).isCloseTo(1 / (1 + Math.exp((-6 + 2.5 * z) / 2)), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0.0005,1", "0.25,0.75", "0.9999,0.001"})
    void evenLevelsCountFromTheNoisyEnd(double u, double sigma) {
        assertThat(new Levels(new Density.Even(), 0, 1000).sigma(u, 8, 8)).isCloseTo(sigma, within(1e-6));
    }

    @Test
    void levelsAreBentByTheirDensityAndKeptInTheirRange() {
        assertThat(new Levels(new Density.Mode(1.29), 0, 1000).sigma(0.25, 8, 8))
                .isCloseTo(0.384, within(1e-6));
        assertThat(new Levels(new Density.LogitNormal(0, 1), 0, 1000).sigma(0.5, 8, 8))
                .isCloseTo(0.5, within(1e-3));
        assertThat(new Levels(new Density.Even(), 200, 400).sigma(0.5, 8, 8)).isCloseTo(0.7, within(1e-6));
        assertThat(Timesteps.exact(new Levels(new Density.Even(), 0, 1000)).timestep(0.75))
                .isEqualTo(750);
        assertThatThrownBy(() -> new Levels(new Density.Even(), 5, 5)).hasMessageContaining("got 5 to 5");
    }

    @Test
    void ofEachStrataItemsInARowEveryOneDrawsFromAnotherPart() {
        Timesteps timesteps = new Timesteps(new Uniform(), 0, 1, true, 8);

        for (int round = 0; round < 3; round++) {
            TreeSet<Integer> parts = new TreeSet<>();
            for (int k = 0; k < 8; k++) {
                parts.add((int) (timesteps.quantile(42, round * 8 + k) * 8));
            }

            assertThat(parts).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void theOrderOfThePartsChangesFromRoundToRoundAndFollowsFromTheSeed() {
        Timesteps timesteps = new Timesteps(new Uniform(), 0, 1, true, 50);

        double[] first = quantiles(timesteps, 0);
        double[] second = quantiles(timesteps, 50);

        assertThat(first).isEqualTo(quantiles(timesteps, 0));
        assertThat(parts(first)).isNotEqualTo(parts(second));
    }

    private static double[] quantiles(Timesteps timesteps, int from) {
        double[] quantiles = new double[50];
        for (int k = 0; k < 50; k++) {
            quantiles[k] = timesteps.quantile(42, from + k);
        }
        return quantiles;
    }

    private static String parts(double[] quantiles) {
        StringBuilder parts = new StringBuilder();
        for (double quantile : quantiles) {
            parts.append((int) (quantile * 50)).append(' ');
        }
        return parts.toString();
    }

    /// A share of what lies between two levels is the same share of what the whole distribution has between them.
    @Test
    void aDistributionThatIsCutOffKeepsItsShape() {
        Shift whole = new Shift(3, 1);
        Between cut = new Between(whole, 0.4, 0.9);

        assertThat(cut.sigma(0, 8, 8)).isCloseTo(0.4, within(1e-6));
        assertThat(cut.sigma(1, 8, 8)).isCloseTo(0.9, within(1e-6));
        double below = share(whole, 0.4);
        double above = share(whole, 0.9);
        for (double u = 0.1; u < 1; u += 0.2) {
            assertThat((share(whole, cut.sigma(u, 8, 8)) - below) / (above - below))
                    .isCloseTo(u, within(1e-4));
        }
    }

    /// How much of a shifted sigmoid of a normal draw lies under a level, by its own formula: with
    /// `x = sigma / (s - (s - 1) sigma)`, the normal distribution's share under `ln(x / (1 - x))`.
    private static double share(Shift shift, double sigma) {
        double x = sigma / (shift.shift() - (shift.shift() - 1) * sigma);
        double z = Math.log(x / (1 - x));
        double sum = 0;
        int parts = 200_000;
        for (int i = 0; i < parts; i++) {
            double at = -10 + (z + 10) * (i + 0.5) / parts;
            sum += Math.exp(-at * at / 2);
        }
        return sum * (z + 10) / parts / Math.sqrt(2 * Math.PI);
    }

    @Test
    void aDistributionThatFallsIsCutOffToo() {
        Between cut = new Between(new LogSnr(0, 1), 0.3, 0.6);

        assertThat(cut.sigma(0, 8, 8)).isCloseTo(0.6, within(1e-6));
        assertThat(cut.sigma(1, 8, 8)).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void levelsADistributionNeverReachesAreRefused() {
        Between never = new Between(new TimestepSampling.Sigmoid(0.01), 0.9, 0.95);

        assertThatThrownBy(() -> never.sigma(0.5, 8, 8))
                .hasMessage("the distribution has no levels between 0.9 and 0.95; widen them");
    }

    /// 64 x 64 latent rows and columns are 1,024 tokens: mu is 0.5 + 768 · 0.4 / 7936 for Qwen-Image.
    @Test
    void theShiftOfQwenImageGrowsWithThePicture() {
        double s = Math.exp(0.5 + 768 * 0.4 / 7936);

        assertThat(new ResolutionShift(1, ResolutionShift.Line.QWEN).sigma(0.5, 64, 64))
                .isCloseTo(s * 0.5 / (1 + (s - 1) * 0.5), within(1e-7));
    }

    /// Every place of the latent is a token for FLUX.2: 64 x 64 are 4,096, where mu is 1.15.
    @Test
    void theShiftOfFluxTwoCountsEveryPlace() {
        double s = Math.exp(1.15);

        assertThat(new ResolutionShift(1, ResolutionShift.Line.FLUX_2).sigma(0.5, 64, 64))
                .isCloseTo(s / (s + 1), within(1e-7));
        assertThat(new ResolutionShift(1, ResolutionShift.Line.KREA_2).sigma(0.5, 160, 160))
                .isCloseTo(s / (s + 1), within(1e-7));
    }

    @Test
    void aMixtureDrawsFromEachPartItsShare() {
        Mixture mixture =
                new Mixture(List.of(new Part(0.25, new Uniform()), new Part(0.75, new TimestepSampling.Sigmoid(1))));

        assertThat(mixture.sigma(0.1, 8, 8)).isCloseTo(0.4, within(1e-9));
        assertThat(mixture.sigma(0.625, 8, 8)).isCloseTo(0.5, within(1e-7));
        assertThatThrownBy(() -> new Mixture(List.of(new Part(0.5, new Uniform()))))
                .hasMessageContaining("shares above 0 that are 1 together");
    }

    @Test
    void strataUnderOneAreRefused() {
        assertThatThrownBy(() -> new Timesteps(new Uniform(), 0, 1, true, 0))
                .hasMessage("strata must be 1 (none) or more, got 0");
    }
}
