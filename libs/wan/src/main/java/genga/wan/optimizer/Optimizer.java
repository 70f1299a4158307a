package genga.wan.optimizer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rule at work on given parameters, with all it remembers. Owns its state, not the parameters. One thread only.
public final class Optimizer implements AutoCloseable {
    private static final String PREFIX = "optimizer.";
    private static final String NUMBERS = PREFIX + "numbers";

    private final OptimizerRule rule;
    private final List<Tensor> parameters;
    private final TensorScope scope = TensorScope.open();
    private final List<List<Tensor>> states = new ArrayList<>();
    private final double[] numbers;
    private long count;

    private Optimizer(OptimizerRule rule, List<Tensor> parameters) {
        this.rule = rule;
        this.parameters = List.copyOf(parameters);
        this.numbers = rule.numbers();
        try {
            parameters.forEach(this::begin);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    private void begin(Tensor parameter) {
        if (parameter.dtype() != DType.F32) {
            throw new IllegalArgumentException("parameters are trained in F32, got " + parameter);
        }
        states.add(rule.start(scope, parameter));
    }

    /// Begins with parameters that [#step] will change in place.
    public static Optimizer start(OptimizerRule rule, List<Tensor> parameters) {
        return new Optimizer(rule, parameters);
    }

    /// Continues from a state [#state] gave; the parameters must be those of that moment, in the same order.
    public static Optimizer resume(OptimizerRule rule, List<Tensor> parameters, Weights state) {
        Optimizer optimizer = new Optimizer(rule, parameters);
        try {
            optimizer.restore(state);
            return optimizer;
        } catch (RuntimeException e) {
            optimizer.close();
            throw e;
        }
    }

    /// One update at the learning rate of the caller's schedule.
    ///
    /// @param gradients fp32, one per parameter, of its shape; not changed
    public void step(List<Tensor> gradients, double rate) {
        if (gradients.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "expected %d gradients, got %d".formatted(parameters.size(), gradients.size()));
        }
        for (int i = 0; i < gradients.size(); i++) {
            if (!Arrays.equals(gradients.get(i).shape(), parameters.get(i).shape())) {
                throw new IllegalArgumentException("gradient %d: expected the shape of %s, got %s"
                        .formatted(i, parameters.get(i), gradients.get(i)));
            }
        }
        count++;
        rule.apply(new OptimizerRule.Update(parameters, gradients, states, numbers, count, rate));
    }

    /// One update at the rule's own learning rate.
    public void step(List<Tensor> gradients) {
        step(gradients, rule.rate());
    }

    /// Runs `look` while the parameters hold the result of the training so far, which for some rules is another point
    /// than the one gradients are taken at.
    public void whileEvaluating(Runnable look) {
        move(rule.evaluationPoint());
        try {
            look.run();
        } finally {
            move(rule.trainingPoint());
        }
    }

    private void move(double weight) {
        for (int i = 0; i < parameters.size() && weight != 0; i++) {
            OptimizerRule.SCRIPT.callVoid(
                    "move_towards", parameters.get(i), states.get(i).getLast(), weight);
        }
    }

    /// Updates made so far.
    public long count() {
        return count;
    }

    /// Bytes of the state.
    public long stateBytes() {
        return states.stream()
                .flatMap(List::stream)
                .mapToLong(tensor -> tensor.dtype().bytesOf(tensor.shape()))
                .sum();
    }

    /// Everything needed to continue exactly, under names that begin with `optimizer.`; the tensors are this object's
    /// own and change with the next step.
    public Map<String, Tensor> state(TensorScope scope) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        double[] told = Arrays.copyOf(numbers, numbers.length + 1);
        told[numbers.length] = count;
        tensors.put(NUMBERS, Tensor.ofBytes(scope, MemorySegment.ofArray(told), DType.F64, told.length));
        for (int i = 0; i < states.size(); i++) {
            for (int slot = 0; slot < states.get(i).size(); slot++) {
                tensors.put(name(i, slot), states.get(i).get(slot));
            }
        }
        return tensors;
    }

    private static String name(int parameter, int slot) {
        return PREFIX + parameter + "." + slot;
    }

    private void restore(Weights saved) {
        try (TensorScope scratch = TensorScope.open()) {
            for (int i = 0; i < states.size(); i++) {
                for (int slot = 0; slot < states.get(i).size(); slot++) {
                    restore(scratch, saved, name(i, slot), states.get(i).get(slot));
                }
            }
            requireShape(saved, NUMBERS, DType.F64, numbers.length + 1L);
            double[] told = saved.tensor(scratch, NUMBERS).readBytes(bytes -> bytes.toArray(ValueLayout.JAVA_DOUBLE));
            System.arraycopy(told, 0, numbers, 0, numbers.length);
            count = (long) told[numbers.length];
        }
    }

    private static void restore(TensorScope scratch, Weights saved, String name, Tensor into) {
        requireShape(saved, name, into.dtype(), into.shape());
        OptimizerRule.SCRIPT.callVoid("assign", into, saved.tensor(scratch, name));
    }

    private static void requireShape(Weights saved, String name, DType dtype, long... shape) {
        if (saved.dtype(name) != dtype || !Arrays.equals(saved.shape(name), shape)) {
            throw new WeightsException(
                    "tensor %s in %s: expected %s%s, found %s; is this the state of another optimizer?"
                            .formatted(name, saved.origin(), dtype.label(), Arrays.toString(shape), saved.entry(name)));
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
