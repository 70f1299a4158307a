package genga.wan.training;

import genga.wan.tensor.CounterRandom;
import genga.wan.tensor.CounterRandom.Purpose;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;

/// An example with the noise and the noise level it is trained at.
///
/// @param latent_CFHW fp32 or bf16
/// @param noise_CFHW fp32, of the latent's shape
/// @param text_LD unpadded text embedding
/// @param sigma in 0 to 1, 1 is pure noise
public record NoisedItem(Tensor latent_CFHW, Tensor noise_CFHW, Tensor text_LD, double sigma) {

    /// Noise and level as functions of the seed and the item's number alone.
    static NoisedItem draw(TensorScope scope, TrainingItem item, TrainingSettings settings) {
        long[] shape = item.latent_CFHW().shape();
        double u = settings.timesteps().quantile(settings.seed(), item.number());
        double sigma = settings.timesteps().sigma(u, shape[2], shape[3]);
        return at(scope, item, sigma, new CounterRandom(settings.seed(), Purpose.TRAINING_NOISE, item.number()));
    }

    static NoisedItem at(TensorScope scope, TrainingItem item, double sigma, CounterRandom random) {
        Tensor latent = item.latent_CFHW();
        float[] normals = random.normals(Math.toIntExact(latent.elements()));
        Tensor noise = Tensor.of(scope, normals, latent.shape()).to(scope, latent.device());
        return new NoisedItem(latent, noise, item.text_LD(), sigma);
    }
}
