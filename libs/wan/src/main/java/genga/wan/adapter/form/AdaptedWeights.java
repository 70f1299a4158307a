package genga.wan.adapter.form;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.StepBranches.Timed;
import genga.wan.memory.BaseStorage;
import genga.wan.tensor.DType;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Weights;
import genga.wan.weights.WidenedWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A base model's weights and the adapters chosen for them, before anything is loaded.
///
/// What can act beside the model will; the rest (differences, LoHa, LoKr, DoRA, changes outside the blocks' linears) is
/// merged into the tensors it changes, one by one, as they are loaded. The base's file is only read. Close it when it
/// was not opened.
public final class AdaptedWeights implements AutoCloseable {
    private static final String ANY_BLOCK = "blocks.*.";

    private final Weights base;
    private final List<AdapterFile> files = new ArrayList<>();
    private final List<Timed> beside = new ArrayList<>();
    private Weights merged;
    private boolean opened;

    private AdaptedWeights(Weights base) {
        this.base = base;
        this.merged = base;
    }

    /// @param base a text-to-video transformer of any container and naming
    public static AdaptedWeights of(Path base) {
        ModelFile model = ModelFile.open(base);
        try {
            return new AdaptedWeights(model.requireTransformer());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// Adds an adapter file of any form and kind, which is not needed afterwards.
    ///
    /// @param from share of the steps after which it sets in
    /// @param to share of the steps after which it ends
    /// @throws MergedInAllSteps when it is to act in some steps only and cannot
    public void choose(Path path, AdapterStrength strength, double from, double to) {
        AdapterFile file = AdapterFile.read(path, base);
        files.add(file);
        if (file.needsMerge() && (from > 0 || to < 1)) {
            throw new MergedInAllSteps(file.report(), from, to);
        }
        LoraAdapter branches = file.branches();
        if (!branches.modules().isEmpty()) {
            beside.add(new Timed(new AppliedAdapter(branches, strength), from, to));
        }
        merged = file.restMergedInto(widened(file.mergedTensors()), strength);
    }

    /// Eight bits are too coarse to take up a change: most of it would be rounded away. The linears that are changed
    /// are held in BF16 instead, the same in all blocks, for only blocks stored alike can be swapped.
    private Weights widened(List<String> changed) {
        Set<String> linears = changed.stream().map(AdaptedWeights::inAnyBlock).collect(Collectors.toUnmodifiableSet());
        return WidenedWeights.of(merged, DType.BF16, name -> linears.contains(inAnyBlock(name)));
    }

    private static String inAnyBlock(String tensor) {
        return tensor.replaceFirst("^blocks\\.\\d+\\.", ANY_BLOCK);
    }

    /// How many blocks the model has.
    public int blocks() {
        return TransformerShape.of(base).blocks();
    }

    /// How the blocks' linears will lie in memory.
    public BaseStorage storage() {
        return BaseStorage.of(merged);
    }

    /// Loads the model and hands everything over to it.
    public AdaptedModel open(TransformerOptions options) {
        opened = true;
        return AdaptedModel.of(merged, files, beside, options);
    }

    @Override
    public void close() {
        if (!opened) {
            files.forEach(AdapterFile::close);
            base.close();
        }
    }

    /// An adapter that is to act in some steps, but of which something is merged into the model and acts in all.
    public static final class MergedInAllSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient AdapterReport report;

        private MergedInAllSteps(AdapterReport report, double from, double to) {
            super("%s: it is merged into the model and acts in all steps, expected 0 to 1, got %s to %s"
                    .formatted(report, from, to));
            this.report = report;
        }

        /// What the adapter is.
        public AdapterReport report() {
            return report;
        }
    }
}
