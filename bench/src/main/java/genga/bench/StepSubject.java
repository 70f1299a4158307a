package genga.bench;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.AdamW;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import genga.wan.training.TrainingItem;
import genga.wan.training.TrainingSettings;
import genga.wan.transformer.ActivationBudget;
import genga.wan.transformer.KeptActivations;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;

/// Genga's training of an adapter at the sample size: noising, forward, backward, clipping, AdamW.
final class StepSubject implements AutoCloseable {
    private static final long SEED = 7;
    private static final double RATE = 1e-4;
    private static final long TOKENS = 6 * 15 * 26;

    private final SafetensorsFile inputs;
    private final WanTransformer transformer;
    private final LoraAdapter start;
    private final LoraTraining training;
    private final TensorScope scope = TensorScope.open();
    private final TrainingItem item;

    StepSubject(SampleFiles files, Work work) {
        inputs = SafetensorsFile.open(files.transformerInputs());
        transformer = TransformerSubject.open(files, work);
        start = LoraAdapter.read(files.adapter(), transformer.shape());
        training = LoraTraining.startFrom(transformer, settings(), start);
        Tensor latent = TransformerSubject.withoutBatch(scope, inputs, "latent");
        item = new TrainingItem(latent, TransformerSubject.withoutBatch(scope, inputs, "text"), 0);
    }

    private static TrainingSettings settings() {
        int rank = SampleTransformer.RANK;
        Timesteps timesteps = Timesteps.of(new TimestepSampling.Shift(3, 1));
        return new TrainingSettings(new LoraRank(rank, rank), AdamW.withRate(RATE), timesteps, 1, SEED);
    }

    /// One step that keeps what the default budget allows.
    void step() {
        training.step(item);
    }

    /// One step that keeps just `kept` of every block.
    void step(KeptActivations kept) {
        training.keepWithin(ActivationBudget.of(
                kept, transformer.shape(), TOKENS, SampleTransformer.TEXT_LENGTH, transformer.compute()));
        training.step(item);
    }

    /// The gradients of the sample's fixed example, in the order of blocks, linears, down and up.
    float[] gradients() {
        try (TensorScope pass = TensorScope.open()) {
            return new FixedExample(transformer, start, inputs).gradients(pass, KeptActivations.EVERYTHING);
        }
    }

    @Override
    public void close() {
        scope.close();
        training.close();
        start.close();
        transformer.close();
        inputs.close();
    }
}
