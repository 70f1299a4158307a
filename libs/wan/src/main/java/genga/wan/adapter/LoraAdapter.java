package genga.wan.adapter;

import genga.wan.adapter.form.AdapterFile;
import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerShape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A style as low-rank changes of the linears in a transformer's blocks. Owns its tensors.
public final class LoraAdapter implements AutoCloseable {
    private final TensorScope scope;
    private final Map<String, LoraModule> modules;
    private final Map<String, String> metadata;
    private final List<String> unusedKeys;

    private LoraAdapter(
            TensorScope scope, Map<String, LoraModule> modules, Map<String, String> metadata, List<String> unusedKeys) {
        this.scope = scope;
        this.modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
        this.metadata = Map.copyOf(metadata);
        this.unusedKeys = List.copyOf(unusedKeys);
    }

    /// A fresh adapter on every linear of every block, fp32: A uniform in `±1/sqrt(in)` (Kaiming with a = sqrt 5), B
    /// zero, so
    /// that it changes nothing yet. The numbers depend on the seed and the module's place only.
    public static LoraAdapter create(TransformerShape shape, LoraRank rank, long seed, Device device) {
        TensorScope scope = TensorScope.open();
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (int block = 0; block < shape.blocks(); block++) {
            for (BlockLinear linear : BlockLinear.ALL) {
                long place = (long) block * BlockLinear.ALL.size() + linear.ordinal();
                CounterRandom random = new CounterRandom(seed, Purpose.ADAPTER_START, place);
                Tensor down = start(scope, random, rank.rank(), shape.inputs(linear), device);
                float[] zeros = new float[shape.outputs(linear) * rank.rank()];
                Tensor up = Tensor.of(scope, zeros, shape.outputs(linear), rank.rank())
                        .to(scope, device);
                modules.put(linear.module(block), new LoraModule(down, up, rank.alpha()));
            }
        }
        return new LoraAdapter(scope, modules, Map.of(), List.of());
    }

    private static Tensor start(TensorScope scope, CounterRandom random, int rank, int inputs, Device device) {
        double bound = 1 / Math.sqrt(inputs);
        double[] uniforms = random.uniforms(rank * inputs);
        float[] values = new float[uniforms.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * uniforms[i] - 1) * bound);
        }
        return Tensor.of(scope, values, rank, inputs).to(scope, device);
    }

    /// An adapter of the given changes, which takes over the scope that owns their tensors.
    public static LoraAdapter of(TensorScope scope, Map<String, LoraModule> modules) {
        return of(scope, modules, Map.of(), List.of());
    }

    /// As [#of(TensorScope, Map)], from a file with that metadata and keys that are not applied.
    public static LoraAdapter of(
            TensorScope scope, Map<String, LoraModule> modules, Map<String, String> metadata, List<String> unusedKeys) {
        return new LoraAdapter(scope, modules, metadata, unusedKeys);
    }

    /// Reads a file of any common form and checks each module against the model it is for. One that also changes what
    /// nothing can act beside (norms, biases, LoHa, LoKr, DoRA) is refused: it must be merged.
    public static LoraAdapter read(Path file, TransformerShape shape) {
        return AdapterFile.readBeside(file, shape);
    }

    /// Writes the file in one step; `extra` joins the metadata every adapter file carries.
    public void write(Path file, LoraFormat format, DType type, Map<String, String> extra) {
        LoraWriter.write(this, file, format, type, extra);
    }

    /// A copy in fp32 with tensors of its own on `device`.
    public LoraAdapter copy(Device device) {
        TensorScope own = TensorScope.open();
        Map<String, LoraModule> copies = new LinkedHashMap<>();
        modules.forEach((name, module) -> copies.put(
                name,
                new LoraModule(
                        copy(own, module.down_RI(), device), copy(own, module.up_OR(), device), module.alpha())));
        return new LoraAdapter(own, copies, metadata, unusedKeys);
    }

    private static Tensor copy(TensorScope own, Tensor factor, Device device) {
        try (TensorScope scratch = own.child()) {
            return factor.copy(scratch).to(scratch, DType.F32).to(own, device);
        }
    }

    /// Changes by dotted module name, such as `blocks.0.self_attn.q`.
    public Map<String, LoraModule> modules() {
        return modules;
    }

    /// The metadata of the file it came from.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Keys of the file that belong to nothing of the model and are therefore not applied.
    public List<String> unusedKeys() {
        return unusedKeys;
    }

    @Override
    public void close() {
        scope.close();
    }
}
