package genga.wan.vae;

import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// One step of the VAE's encoder or decoder on a chunk of frames `[1, C, T, H, W]`, with its weights.
sealed interface VaeStage {
    /// Runs the stage.
    ///
    /// @param memory what this stage remembers between chunks
    Tensor run(TensorScope scope, Tensor x, StageMemory memory);

    static Script script() {
        return Script.load("vae");
    }

    /// Calls a method that returns the result and then its new caches.
    private static Tensor streaming(
            TensorScope scope, String method, Tensor x, List<Tensor> weights, StageMemory memory) {
        List<Tensor> results = script().callList(scope, method, x, weights, memory.caches());
        memory.remember(results.subList(1, results.size()));
        return results.getFirst();
    }

    /// A causal 3 x 3 x 3 convolution.
    record Conv(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            return streaming(scope, "conv", x, weights, memory);
        }
    }

    /// Norm, SiLU, convolution, twice, added to the input or its 1 x 1 x 1 convolution.
    record Residual(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            return streaming(scope, "residual", x, weights, memory);
        }
    }

    /// Attention among the positions of a frame.
    record Attention(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            return script().call(scope, "attention", x, weights);
        }
    }

    /// Halves the sides and, with four weights, the frames; the first frame of all stays a frame of its own.
    record Down(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            Tensor small = script().call(scope, "down", x, weights);
            return weights.size() == 2 ? small : streaming(scope, "down_time", small, weights, memory);
        }
    }

    /// Doubles the sides and, with four weights, the frames; the first frame of all stays one frame, and the time
    /// convolution never sees it.
    record Up(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            boolean doubles = weights.size() > 2 && !memory.begin();
            Tensor long_CTHW = doubles ? streaming(scope, "up_time", x, weights, memory) : x;
            return script().call(scope, "up", long_CTHW, weights);
        }
    }

    /// Norm, SiLU and the last convolution.
    record Head(List<Tensor> weights) implements VaeStage {
        @Override
        public Tensor run(TensorScope scope, Tensor x, StageMemory memory) {
            return streaming(scope, "head", x, weights, memory);
        }
    }
}
