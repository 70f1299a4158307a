package genga.wan.adapter.form;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedWeights;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A base model with adapter files of any form applied whole.
///
/// What can act beside the model does, unless all is to be merged; the rest (differences, LoHa, LoKr, DoRA, changes
/// outside the blocks) is merged into the weights it changes as they are loaded, before anything is quantised.
public final class AdaptedModel implements AutoCloseable {
    private final TensorScope scope = TensorScope.open();
    private final List<LoraAdapter> besides = new ArrayList<>();
    private final List<AppliedAdapter> applied = new ArrayList<>();
    private final List<AdapterReport> reports = new ArrayList<>();
    private final WanTransformer transformer;
    private final SideBranches branches;

    /// An adapter file and how strongly it is applied.
    public record Chosen(Path file, AdapterStrength strength) {}

    /// How adapters get into the model.
    ///
    /// @param all merge what could act beside the model too; changing a strength then needs the base again
    /// @param quantised what the merged blocks are quantised to fp8 by; empty leaves them as they are
    public record Merging(boolean all, Optional<Granularity> quantised) {
        public static Merging least() {
            return new Merging(false, Optional.empty());
        }
    }

    private AdaptedModel(Weights base, List<Chosen> adapters, Merging merging, TransformerOptions options) {
        List<AdapterFile> files = new ArrayList<>();
        try {
            Weights weights = base;
            for (Chosen chosen : adapters) {
                AdapterFile file = AdapterFile.read(chosen.file(), base);
                files.add(file);
                weights = merging.all()
                        ? file.mergedInto(weights, chosen.strength())
                        : besides(file, weights, chosen.strength());
                reports.add(file.report());
            }
            TransformerShape shape = TransformerShape.of(weights.withoutModelPrefix());
            branches = AppliedAdapter.branches(scope, shape, options.device(), applied);
            transformer = WanTransformer.of(stored(weights, merging), options);
        } catch (RuntimeException e) {
            close(Optional.empty());
            throw e;
        } finally {
            // merged tensors are computed as the transformer loads
            files.forEach(AdapterFile::close);
        }
    }

    private static Weights stored(Weights merged, Merging merging) {
        return merging.quantised().isPresent()
                ? QuantisedWeights.of(merged, merging.quantised().get())
                : merged;
    }

    private Weights besides(AdapterFile file, Weights weights, AdapterStrength strength) {
        LoraAdapter beside = file.branches();
        besides.add(beside);
        applied.add(new AppliedAdapter(beside, strength));
        return file.restMergedInto(weights, strength);
    }

    /// @param base a text-to-video transformer of any container and naming; one in eight bits takes low-rank changes of
    ///     its blocks only
    public static AdaptedModel open(Path base, List<Chosen> adapters, Merging merging, TransformerOptions options) {
        ModelFile model = ModelFile.open(base);
        try {
            return new AdaptedModel(model.requireTransformer(), adapters, merging, options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    public WanTransformer transformer() {
        return transformer;
    }

    /// What acts beside the transformer.
    public SideBranches branches() {
        return branches;
    }

    /// What each file was found to be, in order.
    public List<AdapterReport> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        close(Optional.of(transformer));
    }

    private void close(Optional<WanTransformer> model) {
        scope.close();
        besides.forEach(LoraAdapter::close);
        model.ifPresent(WanTransformer::close);
    }
}
