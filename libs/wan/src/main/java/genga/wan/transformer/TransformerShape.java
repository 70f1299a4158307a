package genga.wan.transformer;

import genga.wan.tensor.DType;
import genga.wan.weights.Quantisation;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The extents of a Wan2.1 text-to-video transformer, read from its tensors.
///
/// @param channels latent channels in and out, 16
/// @param width D: 5120 (14B), 1536 (1.3B)
/// @param inner width of the feed-forward: 13824, 8960
/// @param textWidth width of a text embedding row: 4096
/// @param timeWidth length of the time wave: 256
/// @param blocks 40, 30
public record TransformerShape(int channels, int width, int inner, int textWidth, int timeWidth, int blocks) {
    private static final List<String> NORMS = List.of(
            "norm3.weight",
            "norm3.bias",
            "self_attn.norm_q.weight",
            "self_attn.norm_k.weight",
            "cross_attn.norm_q.weight",
            "cross_attn.norm_k.weight");

    private static final Set<DType> REAL = Set.of(DType.F32, DType.F16, DType.BF16, DType.F8_E4M3, DType.F8_E5M2);

    /// Width of one attention head in every Wan2.1 model.
    public static final int HEAD_WIDTH = 128;

    static final int PATCH = 4;

    public TransformerShape {
        if (width <= 0 || width % HEAD_WIDTH != 0) {
            throw new WeightsException(
                    "transformer width must be a multiple of %d, got %d".formatted(HEAD_WIDTH, width));
        }
        if (blocks <= 0) {
            throw new WeightsException("a transformer has at least one block, found none named blocks.0");
        }
    }

    public int heads() {
        return width / HEAD_WIDTH;
    }

    /// Input width of a block's linear.
    public int inputs(BlockLinear linear) {
        return linear == BlockLinear.FFN_OUT ? inner : width;
    }

    /// Output width of a block's linear.
    public int outputs(BlockLinear linear) {
        return linear == BlockLinear.FFN_IN ? inner : width;
    }

    /// Recognises a model and checks the shape of each tensor it needs.
    public static TransformerShape of(Weights weights) {
        long[] patch = weights.shape("patch_embedding.weight");
        if (patch.length != 5 || patch[2] != 1 || patch[3] != 2 || patch[4] != 2) {
            throw new WeightsException("patch_embedding.weight in %s: expected [D, 16, 1, 2, 2], found %s; is this a"
                            .formatted(weights.origin(), Arrays.toString(patch))
                    + " Wan2.1 transformer?");
        }
        int blocks = 0;
        while (weights.has("blocks." + blocks + ".modulation")) {
            blocks++;
        }
        TransformerShape shape = new TransformerShape(
                (int) patch[1],
                (int) patch[0],
                (int) weights.shape("blocks.0.ffn.0.weight")[0],
                (int) weights.shape("text_embedding.0.weight")[1],
                (int) weights.shape("time_embedding.0.weight")[1],
                blocks);
        shape.check(weights);
        return shape;
    }

    private void check(Weights weights) {
        expect(weights, "text_embedding.0.weight", width, textWidth);
        expect(weights, "text_embedding.2.weight", width, width);
        expect(weights, "time_embedding.0.weight", width, timeWidth);
        expect(weights, "time_embedding.2.weight", width, width);
        expect(weights, "time_projection.1.weight", 6L * width, width);
        expect(weights, "head.modulation", 1, 2, width);
        expect(weights, "head.head.weight", (long) channels * PATCH, width);
        expect(weights, "head.head.bias", (long) channels * PATCH);
        for (String name : List.of("patch_embedding", "text_embedding.0", "text_embedding.2", "time_embedding.0")) {
            expect(weights, name + ".bias", width);
        }
        for (int block = 0; block < blocks; block++) {
            expect(weights, "blocks." + block + ".modulation", 1, 6, width);
            for (String norm : NORMS) {
                expect(weights, "blocks." + block + "." + norm, width);
            }
            for (BlockLinear linear : BlockLinear.ALL) {
                expect(weights, linear.module(block) + ".weight", outputs(linear), inputs(linear));
                expect(weights, linear.module(block) + ".bias", outputs(linear));
            }
        }
    }

    private static void expect(Weights weights, String name, long... expected) {
        long[] found = weights.shape(name);
        if (!Arrays.equals(found, expected)) {
            throw new WeightsException(
                    "tensor %s in %s: expected %s, found %s; are these parts of models of two sizes? fetch the file again"
                            .formatted(name, weights.origin(), Arrays.toString(expected), Arrays.toString(found)));
        }
        DType type = weights.dtype(name);
        if (!REAL.contains(type) && !(type == DType.I8 && weights.has(Quantisation.scaleOf(name)))) {
            throw new WeightsException(
                    "tensor %s in %s: expected F32, F16, BF16, fp8, or I8 with a scale, found %s; use a published file"
                            .formatted(name, weights.origin(), type.label()));
        }
    }
}
