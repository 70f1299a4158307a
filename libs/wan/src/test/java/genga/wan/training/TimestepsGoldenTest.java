package genga.wan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import genga.wan.tensor.TensorScope;
import genga.wan.training.TimestepSampling.LogitNormal;
import genga.wan.training.TimestepSampling.ResolutionShift;
import genga.wan.training.TimestepSampling.Shift;
import genga.wan.training.TimestepSampling.Sigmoid;
import genga.wan.training.TimestepSampling.Uniform;
import genga.wan.weights.Golden;
import genga.wan.weights.Weights;
import org.junit.jupiter.api.Test;

/// Against musubi-tuner's tables for 64 fixed draws (case D_timesteps), within its fp32 rounding.
class TimestepsGoldenTest {
    @Test
    void everyModeGivesTheReferenceTimesteps() {
        for (int shift : new int[] {1, 3, 5}) {
            assertTable(Timesteps.of(new Shift(shift, 1)), "from_uniform.timestep.shift" + shift);
            assertTable(
                    new Timesteps(new Shift(shift, 1), 0.2, 0.9, true),
                    "from_uniform.min200max900.timestep.shift" + shift);
        }
        assertTable(Timesteps.of(new Sigmoid(1)), "from_uniform.timestep.sigmoid");
        assertTable(Timesteps.of(new Uniform()), "from_uniform.timestep.uniform");
    }

    @Test
    void theModelCanBeToldTheBareTimestep() {
        assertThat(new Timesteps(new Uniform(), 0, 1, false).timestep(0.25)).isEqualTo(250);
        assertThat(Timesteps.of(new Uniform()).timestep(0.25)).isEqualTo(251);
    }

    /// At the median z is 0, so the formulas can be followed by hand.
    @Test
    void theMedianOfEachModeIsKnown() {
        assertThat(new LogitNormal(0, 1).sigma(0.5, 8, 8)).isCloseTo(0.5, within(1e-12));
        assertThat(new LogitNormal(Math.log(3), 2).sigma(0.5, 8, 8)).isCloseTo(0.75, within(1e-12));
        double shift = Math.exp(0.5);
        assertThat(new ResolutionShift(1).sigma(0.5, 32, 32)).isCloseTo(shift / (1 + shift), within(1e-12));
    }

    @Test
    void aShiftOfZeroIsRefused() {
        assertThatThrownBy(() -> new Shift(0, 1)).hasMessage("shift must be more than 0, got 0.0");
        assertThatThrownBy(() -> new Timesteps(new Uniform(), 0.5, 0.5, true))
                .hasMessage("sigma range must lie in 0 to 1 with least below most, got 0.5 to 0.5");
    }

    private static void assertTable(Timesteps timesteps, String name) {
        try (Weights io = Golden.open("D_timesteps.io");
                TensorScope scope = TensorScope.open()) {
            float[] quantiles = io.tensor(scope, "uniform").toFloats();
            float[] expected = io.tensor(scope, name).toFloats();
            for (int i = 0; i < quantiles.length; i++) {
                double sigma = timesteps.sigma(quantiles[i], 8, 12);
                assertThat(timesteps.timestep(sigma)).as(name + " at " + i).isCloseTo(expected[i], within(0.002));
            }
        }
    }
}
