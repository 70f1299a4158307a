package genga.wan.guidance;

import genga.wan.sampling.FlowSchedule;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.List;

/// Which steps of a run compute the blocks. Known before the run: it follows from the schedule alone, and is the same
/// for every prompt and for both passes of guidance.
///
/// @param computed one entry per step
/// @param accumulated the estimated change since the last full pass, after each step
public record TeaCachePattern(List<Boolean> computed, List<Double> accumulated) {
    private static final Script SCRIPT = Script.load("guidance");

    public TeaCachePattern {
        computed = List.copyOf(computed);
        accumulated = List.copyOf(accumulated);
    }

    /// @param changes relative change of the embedding from step to step, one fewer than steps
    public static TeaCachePattern of(TeaCache cache, List<Double> changes) {
        int steps = changes.size() + 1;
        List<Boolean> computed = new ArrayList<>();
        List<Double> accumulated = new ArrayList<>();
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            boolean compute = cache.fit().alwaysComputes(step, steps);
            if (!compute) {
                double estimate = cache.fit().estimate(changes.get(step - 1));
                sum += switch (cache.sign()) {
                    case ABSOLUTE -> Math.abs(estimate);
                    case OFFICIAL -> estimate;
                };
                // an embedding that is zero throughout has no relative change: nothing is known, so nothing is left out
                compute = !(sum < cache.threshold());
            }
            sum = compute ? 0 : sum;
            computed.add(compute);
            accumulated.add(sum);
        }
        return new TeaCachePattern(computed, accumulated);
    }

    /// The pattern of a whole schedule.
    public static TeaCachePattern of(TeaCache cache, WanTransformer transformer, FlowSchedule schedule) {
        try (TensorScope scope = TensorScope.open()) {
            List<Tensor> embeddings = new ArrayList<>();
            for (double timestep : schedule.timesteps()) {
                List<Tensor> time = transformer.time(scope, new double[] {timestep});
                embeddings.add(cache.fit().projected() ? time.getLast() : time.getFirst());
            }
            return of(cache, changes(embeddings));
        }
    }

    /// `mean |u_i - u_(i-1)| / mean |u_(i-1)|`, in fp32.
    public static List<Double> changes(List<Tensor> embeddings) {
        List<Double> changes = new ArrayList<>();
        for (int step = 1; step < embeddings.size(); step++) {
            changes.add(SCRIPT.callDouble("change", embeddings.get(step), embeddings.get(step - 1)));
        }
        return changes;
    }

    public int skipped() {
        return (int) computed.stream().filter(compute -> !compute).count();
    }
}
