package genga.wan.sampling;

import java.util.List;
import java.util.stream.Collectors;

/// An algorithm that steps a latent along a [FlowSchedule]. It knows nothing of the model: the caller asks the model
/// for the velocity at `schedule.timestep(run.position())` and hands it to [SamplerRun#step].
///
/// Throughout: `x` the latent, `v` the velocity, `D = x - sigma · v` the clean latent it implies, `z` fresh noise.
public sealed interface Sampler permits UniPc, DpmPlusPlus, Euler, EulerAncestral, Lcm {
    /// Begins a walk. Samplers that add no noise never touch `noise`.
    SamplerRun start(FlowSchedule schedule, NoiseSource noise);

    /// The name used in recipes.
    String label();

    /// All samplers a recipe can name.
    static List<Sampler> all() {
        return List.of(
                new UniPc(UniPc.Form.BH2, 2),
                new UniPc(UniPc.Form.BH2, 1),
                new UniPc(UniPc.Form.BH2, 3),
                new UniPc(UniPc.Form.BH1, 2),
                new UniPc(UniPc.Form.BH1, 1),
                new UniPc(UniPc.Form.BH1, 3),
                new DpmPlusPlus(false),
                new DpmPlusPlus(true),
                new Euler(),
                new EulerAncestral(1),
                new Lcm());
    }

    static Sampler of(String label) {
        return all().stream()
                .filter(sampler -> sampler.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sampler '%s' is not known; choose one of: %s"
                        .formatted(label, all().stream().map(Sampler::label).collect(Collectors.joining(", ")))));
    }

    /// `D = x - sigma · v`, the clean latent a velocity implies; also what a preview shows.
    static float[] clean(float[] x, float[] velocity, double sigma) {
        if (x.length != velocity.length) {
            throw new IllegalArgumentException(
                    "latent and velocity must have the same size, got %d and %d".formatted(x.length, velocity.length));
        }
        float[] clean = new float[x.length];
        float level = (float) sigma;
        for (int i = 0; i < x.length; i++) {
            clean[i] = x[i] - level * velocity[i];
        }
        return clean;
    }
}
