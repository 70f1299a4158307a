package genga.wan.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks on problems whose answer is known. Whole reference walks are in the golden cases.
class SamplerTest {
    static List<Sampler> samplers() {
        return Sampler.all();
    }

    /// If the model always points at the same clean latent, every sampler must land on it: the last step returns `D`.
    @ParameterizedTest
    @MethodSource("samplers")
    void everySamplerLandsOnACleanLatentTheModelIsSureOf(Sampler sampler) {
        FlowSchedule schedule = FlowSchedule.of(ScheduleName.WAN_UNIPC, 7, 5);
        float[] clean = {0.3f, -1.2f, 2f};
        TorchNoise noise = new TorchNoise(3);
        SamplerRun run = sampler.start(schedule, noise);
        float[] x = noise.normal(3);

        for (int i = 0; i < schedule.steps(); i++) {
            x = run.step(x, towards(clean, x, schedule.sigma(i)));
        }

        for (int n = 0; n < clean.length; n++) {
            assertThat(x[n]).isCloseTo(clean[n], Offset.offset(1e-4f));
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aNameFindsItsSampler(Sampler sampler) {
        assertThat(Sampler.of(sampler.label())).isEqualTo(sampler);
    }

    /// Where the clean latent a model sees is linear in lambda-space time, higher orders must come closer with the
    /// same number of steps. Measured against Euler with 1,000 steps.
    @Test
    void higherOrdersComeCloserWithTheSameNumberOfSteps() {
        double truth = walk(new Euler(), 1_000);
        double first = Math.abs(walk(new UniPc(UniPc.Form.BH2, 1), 12) - truth);
        double second = Math.abs(walk(new UniPc(UniPc.Form.BH2, 2), 12) - truth);
        double third = Math.abs(walk(new UniPc(UniPc.Form.BH2, 3), 12) - truth);
        double euler = Math.abs(walk(new Euler(), 12) - truth);

        assertThat(first).isLessThan(euler);
        assertThat(second).isLessThan(first);
        assertThat(third).isLessThan(second);
    }

    /// Walks of seven steps, shift 5, with the velocity `sin(3 x) t / 1000 + 0.1 x` and noise that is always the
    /// same: where they stand after five steps and at the end. Computed apart, in double: UniPC's weights by
    /// solving the linear system of Wan2.1's `fm_solvers_unipc.py`, the others by their formulas.
    @ParameterizedTest
    @CsvSource({
        "unipc-1,         0.124527, -1.318979, 2.007806, 0.025833, -1.507701, 1.966921",
        "unipc-bh1-1,     0.129564, -1.320663, 2.006868, 0.027583, -1.510178, 1.966578",
        "unipc,           0.133291, -1.320077, 2.006215, 0.033798, -1.506427, 1.965295",
        "unipc-bh1,       0.138846, -1.321701, 2.005171, 0.038566, -1.507490, 1.964332",
        "unipc-3,         0.135278, -1.319981, 2.005844, 0.033764, -1.506321, 1.965309",
        "unipc-bh1-3,     0.137914, -1.321176, 2.005362, 0.038709, -1.506758, 1.964303",
        "dpmpp-2m-sde,    ,         ,          ,         0.238487, -1.889436, 0.066192",
        "euler-ancestral, ,         ,          ,         0.331070, -1.956012, 0.141963"
    })
    void everyFormAndOrderWalksAsItsFormulaSays(
            String name, Float fifth0, Float fifth1, Float fifth2, float last0, float last1, float last2) {
        FlowSchedule schedule = FlowSchedule.of(ScheduleName.WAN_UNIPC, 7, 5);
        SamplerRun run = Sampler.of(name).start(schedule, count -> new float[] {0.5f, -1, 0.25f});
        float[] x = {0.3f, -1.2f, 2};

        for (int i = 0; i < 7; i++) {
            if (i == 5 && fifth0 != null) {
                assertThat(x).containsExactly(new float[] {fifth0, fifth1, fifth2}, Offset.offset(5e-6f));
            }
            x = run.step(x, wave(x, schedule.timestep(i)));
        }

        assertThat(x).containsExactly(new float[] {last0, last1, last2}, Offset.offset(5e-6f));
    }

    private static float[] wave(float[] x, double timestep) {
        float[] velocity = new float[x.length];
        for (int n = 0; n < x.length; n++) {
            velocity[n] = (float) (Math.sin(3 * x[n]) * timestep / 1000 + 0.1 * x[n]);
        }
        return velocity;
    }

    @Test
    void noisySamplersKeepTheVarianceOfTheirLevel() {
        FlowSchedule schedule = FlowSchedule.custom(List.of(0.8, 0.4));
        for (Sampler sampler : List.of(new EulerAncestral(1), new Lcm(), new DpmPlusPlus(true))) {
            TorchNoise noise = new TorchNoise(11);
            float[] x = noise.normal(20_000);
            for (int n = 0; n < x.length; n++) {
                x[n] *= 0.8f;
            }

            float[] next = sampler.start(schedule, noise).step(x, towards(new float[x.length], x, 0.8));

            assertThat(deviation(next)).as(sampler.label()).isBetween(0.39, 0.41);
        }
    }

    @Test
    void uniPcRefusesAScheduleThatStartsAtPureNoise() {
        FlowSchedule schedule = FlowSchedule.of(ScheduleName.WAN_DPMPP, 4, 5);

        assertThatThrownBy(() -> Sampler.of("unipc").start(schedule, new TorchNoise(0)))
                .hasMessageContaining("UniPC needs a first sigma below 1, got 1 from schedule 'wan-dpmpp'");
    }

    @Test
    void aFinishedRunTakesNoFurtherStep() {
        SamplerRun run = new Euler().start(FlowSchedule.custom(List.of(1.0)), new TorchNoise(0));
        run.step(new float[1], new float[1]);

        assertThatThrownBy(() -> run.step(new float[1], new float[1]))
                .hasMessage("all 1 steps of this run are taken; start a new run");
    }

    /// Velocity of a model that sees one Gaussian of deviation 0.5 around 1:
    /// `D = (1 - s) · 0.25 · (x - (1 - s)) / var + 1` with `var = 0.25 · (1 - s)² + s²`.
    private static double walk(Sampler sampler, int steps) {
        FlowSchedule schedule = FlowSchedule.of(ScheduleName.WAN_UNIPC, steps, 1);
        SamplerRun run = sampler.start(schedule, new TorchNoise(0));
        float[] x = {1.5f};
        for (int i = 0; i < steps; i++) {
            double s = schedule.sigma(i);
            double variance = 0.25 * (1 - s) * (1 - s) + s * s;
            double clean = 1 + (1 - s) * 0.25 * (x[0] - (1 - s)) / variance;
            x = run.step(x, new float[] {(float) ((x[0] - clean) / s)});
        }
        return x[0];
    }

    private static float[] towards(float[] clean, float[] x, double sigma) {
        float[] velocity = new float[x.length];
        for (int n = 0; n < x.length; n++) {
            velocity[n] = (float) ((x[n] - clean[n]) / sigma);
        }
        return velocity;
    }

    private static double deviation(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        return Math.sqrt(square / values.length);
    }
}
