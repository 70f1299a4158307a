package genga.wan.adapter;

import genga.wan.tensor.Device;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerShape;
import java.util.ArrayList;
import java.util.List;

/// An adapter and how strongly it is applied.
public record AppliedAdapter(LoraAdapter adapter, AdapterStrength strength) {
    private static final Script SCRIPT = Script.load("adapter");

    /// The same strength in all blocks: 0 off, 1 as trained.
    public AppliedAdapter(LoraAdapter adapter, double strength) {
        this(adapter, AdapterStrength.of(strength));
    }

    /// Several adapters as one set of branches: `y = W x + sum_i strength_i · alpha_i / r_i · B_i A_i x`, with all A
    /// stacked in
    /// rows and all B, scaled, in columns. The base weights stay as they are.
    public static SideBranches branches(
            TensorScope scope, TransformerShape shape, Device device, List<AppliedAdapter> adapters) {
        if (adapters.isEmpty()) {
            return SideBranches.none();
        }
        List<List<Tensor>> blocks = new ArrayList<>();
        for (int block = 0; block < shape.blocks(); block++) {
            List<Tensor> tensors = new ArrayList<>();
            for (BlockLinear linear : BlockLinear.ALL) {
                addBranch(scope, tensors, device, linear.module(block), adapters);
            }
            blocks.add(List.copyOf(tensors));
        }
        return new SideBranches(blocks, 1);
    }

    private static void addBranch(
            TensorScope scope, List<Tensor> tensors, Device device, String name, List<AppliedAdapter> adapters) {
        try (TensorScope scratch = scope.child()) {
            List<Tensor> downs = new ArrayList<>();
            List<Tensor> ups = new ArrayList<>();
            for (AppliedAdapter applied : adapters) {
                LoraModule module = applied.adapter.modules().get(name);
                if (module != null) {
                    downs.add(module.down_RI().to(scratch, device));
                    double scale = applied.strength.on(name) * module.scale();
                    ups.add(SCRIPT.call(scratch, "scaled", module.up_OR().to(scratch, device), scale));
                }
            }
            if (downs.isEmpty()) {
                tensors.add(Tensor.of(scope, new float[0], 0).to(scope, device));
                tensors.add(Tensor.of(scope, new float[0], 0).to(scope, device));
            } else {
                tensors.add(SCRIPT.call(scope, "joined", downs, 0));
                tensors.add(SCRIPT.call(scope, "joined", ups, 1));
            }
        }
    }
}
