package genga.wan.adapter;

import genga.wan.tensor.Device;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adapters that act in some steps of a render only, such as a style that sets in after the first steps have laid out
/// the picture. Steps in which the same adapters act share one set of branches. Owns its tensors.
public final class StepBranches implements AutoCloseable {
    private final TensorScope scope = TensorScope.open();
    private final TransformerShape shape;
    private final Device device;
    private final List<Timed> adapters;
    private final Map<List<AppliedAdapter>, SideBranches> known = new HashMap<>();

    /// @param adapters stay the caller's to close, after this
    public StepBranches(TransformerShape shape, Device device, List<Timed> adapters) {
        this.shape = shape;
        this.device = device;
        this.adapters = List.copyOf(adapters);
    }

    /// An adapter and the part of a render it acts in.
    ///
    /// @param from share of the steps after which it begins, 0 at once
    /// @param to share of the steps after which it ends, 1 never
    public record Timed(AppliedAdapter adapter, double from, double to) {
        public Timed {
            if (!(from >= 0 && from < to && to <= 1)) {
                throw new IllegalArgumentException(
                        "an adapter acts from a share of the steps to a later one, within 0 and 1, got %s to %s"
                                .formatted(from, to));
            }
        }

        /// In all steps.
        public static Timed always(AppliedAdapter adapter) {
            return new Timed(adapter, 0, 1);
        }

        boolean actsIn(int step, int steps) {
            double share = step / (double) steps;
            return share >= from && share < to;
        }
    }

    /// The branches of a step, counted from 0; the same object for steps in which the same adapters act.
    public SideBranches at(int step, int steps) {
        List<AppliedAdapter> acting = adapters.stream()
                .filter(adapter -> adapter.actsIn(step, steps))
                .map(Timed::adapter)
                .toList();
        return known.computeIfAbsent(acting, some -> AppliedAdapter.branches(scope, shape, device, some));
    }

    @Override
    public void close() {
        scope.close();
    }
}
