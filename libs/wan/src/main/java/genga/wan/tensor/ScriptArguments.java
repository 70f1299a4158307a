package genga.wan.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Java values turned into the values of one script call, freed when it is over.
final class ScriptArguments implements AutoCloseable {
    private final List<IValue> values = new ArrayList<>();

    ScriptArguments(Object... arguments) {
        try {
            for (Object argument : arguments) {
                values.add(convert(argument));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    long[] handles() {
        return values.stream().mapToLong(IValue::getHandle).toArray();
    }

    private static IValue convert(Object argument) {
        return switch (argument) {
            case Tensor tensor -> IValue.from(tensor.array());
            case Long number -> IValue.from((long) number);
            case Integer number -> IValue.from((long) number);
            case Double number -> IValue.from((double) number);
            case Float number -> IValue.from((double) number);
            case Boolean flag -> IValue.from((boolean) flag);
            case String text -> IValue.from(text);
            case long[] numbers -> IValue.listFrom(numbers);
            case double[] numbers -> IValue.listFrom(numbers);
            case List<?> tensors ->
                IValue.listFrom(
                        tensors.stream().map(item -> ((Tensor) item).array()).toArray(PtNDArray[]::new));
            case Optional<?> optional -> optional.isPresent() ? convert(optional.get()) : Script.none();
            default ->
                throw new IllegalArgumentException(
                        "a script takes tensors, lists of tensors, numbers, flags, text and optionals of these, got "
                                + argument.getClass().getName());
        };
    }

    @Override
    public void close() {
        values.forEach(IValue::close);
    }
}
