package genga.wan.transformer;

import genga.wan.weights.ShapeCheck;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        long[] patch = ShapeCheck.axes(weights, "patch_embedding.weight", 5);
        if (patch[2] != 1 || patch[3] != 2 || patch[4] != 2) {
            throw new WeightsException("patch_embedding.weight in %s: expected [D, 16, 1, 2, 2], found %s; is this a"
                            .formatted(weights.origin(), Arrays.toString(patch))
                    + " Wan2.1 transformer?");
        }
        TransformerShape shape = new TransformerShape(
                (int) patch[1],
                (int) patch[0],
                (int) ShapeCheck.axes(weights, "blocks.0.ffn.0.weight", 2)[0],
                (int) ShapeCheck.axes(weights, "text_embedding.0.weight", 2)[1],
                (int) ShapeCheck.axes(weights, "time_embedding.0.weight", 2)[1],
                ShapeCheck.count(weights, "blocks.", ".modulation"));
        shape.tensors().forEach((name, extents) -> ShapeCheck.require(weights, name, extents));
        return shape;
    }

    /// The extents of every tensor of the model, by original name.
    public Map<String, long[]> tensors() {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put("patch_embedding.weight", new long[] {width, channels, 1, 2, 2});
        tensors.put("patch_embedding.bias", new long[] {width});
        addLinear(tensors, "text_embedding.0", width, textWidth);
        addLinear(tensors, "text_embedding.2", width, width);
        addLinear(tensors, "time_embedding.0", width, timeWidth);
        addLinear(tensors, "time_embedding.2", width, width);
        addLinear(tensors, "time_projection.1", 6L * width, width);
        tensors.put("head.modulation", new long[] {1, 2, width});
        addLinear(tensors, "head.head", (long) channels * PATCH, width);
        for (int block = 0; block < blocks; block++) {
            tensors.put("blocks." + block + ".modulation", new long[] {1, 6, width});
            for (String norm : NORMS) {
                tensors.put("blocks." + block + "." + norm, new long[] {width});
            }
            for (BlockLinear linear : BlockLinear.ALL) {
                addLinear(tensors, linear.module(block), outputs(linear), inputs(linear));
            }
        }
        return tensors;
    }

    private static void addLinear(Map<String, long[]> tensors, String name, long outputs, long inputs) {
        tensors.put(name + ".weight", new long[] {outputs, inputs});
        tensors.put(name + ".bias", new long[] {outputs});
    }
}
