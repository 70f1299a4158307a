package genga.wan.adapter.form;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.form.AdapterPart.Cut;
import genga.wan.adapter.form.ModuleChange.LowRank;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.FiniteCheck;
import genga.wan.weights.SafetensorsHash;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An adapter file of any form and kind, matched to a base model and checked against its shapes. Owns its tensors.
public final class AdapterFile implements AutoCloseable {
    private static final String BLOCKS = "blocks.";
    private static final Comparator<String> IN_BLOCK_ORDER =
            Comparator.comparingInt(AdapterFile::block).thenComparingInt(AdapterFile::linear);

    private final TensorScope scope = TensorScope.open();
    private final Map<String, Map<AdapterPart, Tensor>> parts = new LinkedHashMap<>();
    /// The file's own key of each module and kohya's suffix.
    private final Map<String, String> keys = new HashMap<>();

    private final Map<String, ModuleChange> changes = new LinkedHashMap<>();
    private final Map<ModuleCategory, List<String>> unmatched = new TreeMap<>();
    private final Map<String, String> metadata;
    private final AdapterReport report;

    private AdapterFile(Weights file, AdapterTarget target) {
        this.metadata = file.metadata();
        try {
            readParts(file, new ModuleNames(target));
            if (parts.isEmpty()) {
                throw noMatch(file, target);
            }
            parts.forEach((module, held) -> readChanges(file.origin(), target, module, held));
            this.report = AdapterSummary.of(parts, changes, unmatched);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    private static WeightsException noMatch(Weights file, AdapterTarget target) {
        String first = file.names().stream().findFirst().orElse("none");
        return new WeightsException("adapter %s: none of its %d keys belongs to %s (the first is %s); is it an"
                        .formatted(file.origin(), file.names().size(), target.title(), first)
                + " adapter for another model?");
    }

    /// Reads a file for a base model.
    ///
    /// @param base a transformer's weights under their original names, such as those of a recognised model file
    public static AdapterFile read(Path path, Weights base) {
        return read(path, AdapterTarget.of(base));
    }

    private static AdapterFile read(Path path, AdapterTarget target) {
        try (Weights file = Weights.open(path)) {
            return new AdapterFile(file, target);
        }
    }

    /// Reads a file all of which can act beside a model of that shape. Any other is refused, because what cannot would
    /// be lost without a word.
    public static LoraAdapter readBeside(Path path, TransformerShape shape) {
        AdapterFile file = read(path, AdapterTarget.of(shape));
        try {
            file.requireNothingToMerge(path);
            return LoraAdapter.of(file.scope, file.besides(), file.metadata, file.report.unmatchedKeys());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void requireNothingToMerge(Path path) {
        List<String> left = mergedTensors();
        if (!left.isEmpty()) {
            throw new WeightsException(
                    "adapter %s is a %s; %d of the tensors it changes, such as %s, cannot be changed beside a model: merge"
                                    .formatted(path, report, left.size(), left.getFirst())
                            + " it into the base model (./genga adapters merge) and use that");
        }
    }

    private void readParts(Weights file, ModuleNames names) {
        for (String key : file.names()) {
            Optional<Cut> cut = AdapterPart.cut(key);
            Optional<String> module = cut.flatMap(found -> names.find(found.module(), found.part()));
            if (module.isEmpty()) {
                unmatched
                        .computeIfAbsent(ModuleCategory.of(key), category -> new ArrayList<>())
                        .add(key);
                continue;
            }
            AdapterPart part = cut.orElseThrow().part();
            Map<AdapterPart, Tensor> held =
                    parts.computeIfAbsent(module.get(), name -> new EnumMap<>(AdapterPart.class));
            if (keys.put(module.get() + part.suffix(), key) != null) {
                throw new WeightsException("adapter %s: %s stands for %s of %s, which another key gave already"
                        .formatted(file.origin(), key, part.suffix(), module.get()));
            }
            try (TensorScope scratch = scope.child()) {
                Tensor tensor = file.tensor(scratch, key);
                requireNumbers(file, key, part, tensor);
                held.put(part, tensor.copy(scope));
            }
        }
    }

    /// A run whose loss broke away leaves such files, and one value makes every pixel black.
    private static void requireNumbers(Weights file, String key, AdapterPart part, Tensor tensor) {
        boolean floating = tensor.dtype().isFloating();
        if (!floating && part != AdapterPart.ALPHA) {
            throw new WeightsException("tensor %s in %s: expected F32, F16, BF16 or fp8, found %s; get another copy"
                    .formatted(key, file.origin(), tensor));
        }
        long wrong = floating ? FiniteCheck.notFinite(tensor) : 0;
        if (wrong > 0) {
            throw new WeightsException(
                    "tensor %s in %s: expected numbers, found %d of %d values NaN or infinite; use an earlier checkpoint"
                            .formatted(key, file.origin(), wrong, tensor.elements()));
        }
    }

    private void readChanges(String origin, AdapterTarget target, String module, Map<AdapterPart, Tensor> held) {
        try {
            AdapterShapes.check(origin, target, module, held, name -> keys.getOrDefault(name, name));
            String weight = target.has(module) ? module : module + ".weight";
            ModuleChange.of(held).ifPresent(change -> changes.put(weight, change));
            Tensor bias = held.get(AdapterPart.BIAS_DIFFERENCE);
            if (bias != null) {
                changes.put(module + ".bias", new ModuleChange.Difference(bias));
            }
        } catch (ModuleChange.IncompleteModule e) {
            throw new WeightsException(
                    "adapter %s: %s has no %s; the file is incomplete".formatted(origin, module, e.getMessage()), e);
        }
    }

    public AdapterReport report() {
        return report;
    }

    /// The metadata of the file.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// What can act beside the base model without touching it: the plain low-rank changes of its blocks' linears. Their
    /// tensors stay this file's.
    public LoraAdapter branches() {
        return LoraAdapter.of(scope.child(), besides(), metadata, report.unmatchedKeys());
    }

    /// Block by block, and in a block in the order scripts count its linears, as in a fresh adapter.
    private Map<String, LoraModule> besides() {
        Map<String, LoraModule> modules = new TreeMap<>(IN_BLOCK_ORDER);
        changes.forEach((tensor, change) -> {
            if (change instanceof LowRank(Tensor down, Tensor up, double alpha) && isBranch(tensor, change)) {
                String module = tensor.substring(0, tensor.length() - ".weight".length());
                modules.put(module, new LoraModule(wide(down), wide(up), alpha));
            }
        });
        return modules;
    }

    private static int block(String module) {
        return Integer.parseInt(module.substring(BLOCKS.length(), module.indexOf('.', BLOCKS.length())));
    }

    private static int linear(String module) {
        return (int) BlockLinear.ALL.stream()
                .takeWhile(linear -> !module.endsWith("." + linear.path()))
                .count();
    }

    /// Products need sixteen bits; eight fit into bf16 exactly.
    private Tensor wide(Tensor factor) {
        return factor.dtype().bytes() == 1 ? factor.to(scope, DType.BF16) : factor;
    }

    private static boolean isBranch(String tensor, ModuleChange change) {
        return change instanceof LowRank
                && tensor.startsWith(BLOCKS)
                && BlockLinear.ALL.stream().anyMatch(linear -> tensor.endsWith("." + linear.path() + ".weight"));
    }

    /// True when [#branches] does not carry the whole adapter and the rest must be merged.
    public boolean needsMerge() {
        return !mergedTensors().isEmpty();
    }

    /// The tensors of the base model that are changed by what [#branches] leaves.
    List<String> mergedTensors() {
        return changes.keySet().stream()
                .filter(tensor -> !isBranch(tensor, changes.get(tensor)))
                .toList();
    }

    /// The base model with this whole adapter in it; each tensor is computed when it is asked for. Merge before
    /// quantising. This file must stay open as long as the result is used.
    public Weights mergedInto(Weights base, double strength) {
        return mergedInto(base, AdapterStrength.of(strength));
    }

    /// As [#mergedInto(Weights, double)], with strengths per block.
    public Weights mergedInto(Weights base, AdapterStrength strength) {
        return new MergedWeights(base, changes, strength);
    }

    /// The base model with only what [#branches] leaves; this file must stay open as long as the result is used.
    public Weights restMergedInto(Weights base, AdapterStrength strength) {
        Map<String, ModuleChange> rest = new LinkedHashMap<>(changes);
        rest.entrySet().removeIf(change -> isBranch(change.getKey(), change.getValue()));
        return rest.isEmpty() ? base : new MergedWeights(base, rest, strength);
    }

    /// Writes the same tensors, bit by bit, under the names of another form. The metadata goes along; `extra` joins it.
    public void write(Path path, AdapterForm form, Map<String, String> extra) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parts.forEach((module, held) -> held.forEach((part, tensor) -> tensors.put(form.key(module, part), tensor)));
        Map<String, String> told = new TreeMap<>(metadata);
        told.putAll(extra);
        told.putAll(SafetensorsHash.of(tensors, told));
        SafetensorsWriter.write(path, tensors, told);
    }

    /// Raw tensors by module and part.
    Map<String, Map<AdapterPart, Tensor>> parts() {
        return Collections.unmodifiableMap(parts);
    }

    @Override
    public void close() {
        scope.close();
    }
}
