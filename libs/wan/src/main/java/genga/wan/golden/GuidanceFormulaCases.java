package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.GuidedBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The formulas of NAG and Enhance-A-Video on given queries, keys and values.
final class GuidanceFormulaCases {
    private static final Pattern NAG = Pattern.compile("nag\\.scale([\\d.]+)\\.tau([\\d.]+)\\.alpha([\\d.]+)");
    private static final String L2 = "nag_L2_variant";

    private GuidanceFormulaCases() {}

    static List<Comparison> attention(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        try (TensorScope scope = TensorScope.open()) {
            Tensor positive = attended(scope, golden, "pos");
            Tensor negative = attended(scope, golden, "neg");
            comparisons.add(golden.compare("attn_pos", positive));
            comparisons.add(golden.compare("attn_neg", negative));
            for (String name : golden.names()) {
                Matcher parts = NAG.matcher(name);
                if (parts.matches()) {
                    double[] factors = IntStream.rangeClosed(1, 3)
                            .mapToDouble(group -> Double.parseDouble(parts.group(group)))
                            .toArray();
                    Tensor found = GuidedBlocks.negated(scope, positive, negative, factors);
                    comparisons.addAll(compared(golden, name, found));
                }
            }
        }
        return comparisons;
    }

    /// Where the form with the other norm gives something else, ours must not be that.
    private static List<Comparison> compared(GoldenCase golden, String name, Tensor found) {
        Comparison own = golden.compare(name, found);
        if (!golden.has(L2) || golden.compare(L2, golden.tensor(name)).passed()) {
            return List.of(own);
        }
        boolean same = golden.compare(L2, found).passed();
        return List.of(own, Comparison.equal(name + " equals the L2 form", false, same));
    }

    private static Tensor attended(TensorScope scope, GoldenCase golden, String sign) {
        int heads = golden.config().path("heads").asInt();
        Tensor k = golden.tensor("k_" + sign);
        return GuidedBlocks.attention(scope, golden.tensor("q"), k, golden.tensor("v_" + sign), heads);
    }

    /// A combination is batch, heads, frames, places, width of a head, weight.
    static List<Comparison> enhancement(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        JsonNode combinations = golden.config().path("combos");
        for (int i = 0; i < combinations.size(); i++) {
            int frames = combinations.path(i).path(2).asInt();
            double weight = combinations.path(i).path(5).asDouble();
            if (golden.has(i + ".score")) {
                double score = GuidedBlocks.coherence(golden.tensor(i + ".q"), golden.tensor(i + ".k"), frames, weight);
                comparisons.add(golden.compare(i + ".score", new float[] {(float) score}));
            }
        }
        return comparisons;
    }
}
