package genga.trainer;

import genga.contracts.document.CacheIndex.Item;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.TrainingItem;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/// The loss on held-out items at fixed noise levels with fixed noise: a number that moves only when the adapter does,
/// and so can be compared between checkpoints.
final class Validation {

    private static final double[] SIGMAS = {0.1, 0.3, 0.5, 0.7, 0.9};

    private final List<Item> heldOut;
    private final CachedExamples examples;
    private final long seed;

    Validation(List<Item> heldOut, CachedExamples examples, long seed) {
        this.heldOut = heldOut;
        this.examples = examples;
        this.seed = seed;
    }

    /// The mean over items and noise levels; nothing where no item is held out.
    OptionalDouble loss(LoraTraining training) throws IOException {
        double sum = 0;
        for (int number = 0; number < heldOut.size(); number++) {
            try (TensorScope scope = TensorScope.open()) {
                TrainingItem example = examples.example(scope, heldOut.get(number), number);
                for (double sigma : SIGMAS) {
                    sum += training.validationLoss(example, sigma, seed);
                }
            }
        }
        return heldOut.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / (heldOut.size() * SIGMAS.length));
    }
}
