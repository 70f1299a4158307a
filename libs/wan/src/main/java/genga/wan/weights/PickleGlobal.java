package genga.wan.weights;

import genga.wan.tensor.DType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The only names a weights pickle may use: what `torch.save` of a state dictionary writes.
///
/// @param act what calling it makes
/// @param dtype the element type, for storages and types
record PickleGlobal(Act act, Optional<DType> dtype) {
    private static final Map<String, DType> STORAGES = Map.ofEntries(
            Map.entry("torch.FloatStorage", DType.F32),
            Map.entry("torch.HalfStorage", DType.F16),
            Map.entry("torch.BFloat16Storage", DType.BF16),
            Map.entry("torch.DoubleStorage", DType.F64),
            Map.entry("torch.ByteStorage", DType.U8),
            Map.entry("torch.CharStorage", DType.I8),
            Map.entry("torch.ShortStorage", DType.I16),
            Map.entry("torch.IntStorage", DType.I32),
            Map.entry("torch.LongStorage", DType.I64),
            Map.entry("torch.BoolStorage", DType.BOOL),
            Map.entry("torch.storage.UntypedStorage", DType.U8));

    private static final Map<String, DType> TYPES = Map.of(
            "torch.float8_e4m3fn", DType.F8_E4M3,
            "torch.float8_e5m2", DType.F8_E5M2,
            "torch.uint16", DType.U16,
            "torch.uint32", DType.U32,
            "torch.uint64", DType.U64);

    private static final Map<String, Act> ACTS = Map.of(
            "collections.OrderedDict", Act.DICTIONARY,
            "torch._utils._rebuild_tensor_v2", Act.TENSOR,
            "torch._utils._rebuild_tensor_v3", Act.TYPED_TENSOR,
            "torch._utils._rebuild_parameter", Act.PARAMETER,
            "torch.Size", Act.SIZE);

    enum Act {
        DICTIONARY,
        TENSOR,
        TYPED_TENSOR,
        PARAMETER,
        SIZE,
        STORAGE,
        TYPE
    }

    static PickleGlobal of(String module, String name) {
        String full = module + "." + name;
        if (STORAGES.containsKey(full)) {
            return new PickleGlobal(Act.STORAGE, Optional.of(STORAGES.get(full)));
        }
        if (TYPES.containsKey(full)) {
            return new PickleGlobal(Act.TYPE, Optional.of(TYPES.get(full)));
        }
        Act act = ACTS.get(full);
        if (act == null) {
            throw new WeightsException(
                    "its pickle names %s, which could run code; expected tensors and dictionaries".formatted(full)
                            + " only: do not trust this file, get it as safetensors");
        }
        return new PickleGlobal(act, Optional.empty());
    }

    @Override
    public String toString() {
        return act.name().toLowerCase(Locale.ROOT);
    }
}
