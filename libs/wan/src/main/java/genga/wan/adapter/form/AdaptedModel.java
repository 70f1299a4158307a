package genga.wan.adapter.form;

import genga.wan.adapter.StepBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.Weights;
import java.util.List;

/// A base model with adapters applied whole: some in its weights, some beside it.
public final class AdaptedModel implements AutoCloseable {
    private final WanTransformer transformer;
    private final StepBranches branches;
    private final List<AdapterFile> files;

    private AdaptedModel(WanTransformer transformer, StepBranches branches, List<AdapterFile> files) {
        this.transformer = transformer;
        this.branches = branches;
        this.files = List.copyOf(files);
    }

    /// Takes over weights and files; the files stay open, for a merged tensor is computed whenever it is asked for.
    static AdaptedModel of(
            Weights merged, List<AdapterFile> files, List<StepBranches.Timed> beside, TransformerOptions options) {
        try {
            WanTransformer transformer = WanTransformer.of(merged, options);
            StepBranches branches = new StepBranches(transformer.shape(), transformer.device(), beside);
            return new AdaptedModel(transformer, branches, files);
        } catch (RuntimeException e) {
            files.forEach(AdapterFile::close);
            throw e;
        }
    }

    public WanTransformer transformer() {
        return transformer;
    }

    /// What acts beside the transformer, step by step.
    public StepBranches branches() {
        return branches;
    }

    /// What each adapter was found to be, in the order they were chosen.
    public List<AdapterReport> reports() {
        return files.stream().map(AdapterFile::report).toList();
    }

    @Override
    public void close() {
        branches.close();
        transformer.close();
        files.forEach(AdapterFile::close);
    }
}
