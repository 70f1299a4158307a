package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.guidance.Guidance;
import genga.wan.guidance.GuidanceOption;
import genga.wan.guidance.GuidedVelocity;
import genga.wan.guidance.TeaCache;
import genga.wan.guidance.TeaCacheFit;
import genga.wan.guidance.TeaCachePattern;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.SamplerRun;
import genga.wan.sampling.ScheduleName;
import genga.wan.sampling.UniPc;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.Conditioning;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// TeaCache: the decisions of the official code on given embeddings, and a whole run with it.
final class TeaCacheCases {
    private static final Tolerance ESTIMATE = Tolerance.of(1e-5, 1e-4);

    private TeaCacheCases() {}

    static List<Comparison> decisions(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        int number = 0;
        for (JsonNode table : golden.manifest().path("tables")) {
            JsonNode config = table.path("config");
            if (config.has("coefficients")) {
                boolean projected = config.path("use_ret_steps").asBoolean();
                String label = config.path("coefficients").asText();
                String name = "table %d %s %s".formatted(number, label, config.path("thresh"));
                TeaCacheFit fit = new TeaCacheFit(doubles(table.path("coefficient_values")), projected);
                comparisons.add(Comparison.equal(name + " fit", fit, TeaCacheFit.named(label)));
                TeaCache cache = new TeaCache(config.path("thresh").asDouble(), fit, TeaCache.Sign.OFFICIAL);
                List<Double> changes = TeaCachePattern.changes(rows(golden, projected ? "e0" : "e"));
                comparisons.add(ESTIMATE.compare(
                        name + " changes",
                        SamplerCases.floats(changes),
                        Arrays.copyOfRange(SamplerCases.floats(table.path("relative_l1")), 1, changes.size() + 1)));
                comparisons.addAll(pattern(name, table, TeaCachePattern.of(cache, changes)));
            }
            number++;
        }
        return comparisons;
    }

    private static List<Comparison> pattern(String name, JsonNode table, TeaCachePattern found) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String pass : List.of("cond", "uncond")) {
            comparisons.add(Comparison.equal(
                    name + " computed " + pass, booleans(table.path("calc_" + pass)), found.computed()));
            comparisons.add(ESTIMATE.compare(
                    name + " accumulated " + pass,
                    SamplerCases.floats(found.accumulated()),
                    SamplerCases.floats(table.path("accumulated_after_" + pass))));
        }
        comparisons.add(
                Comparison.equal(name + " skipped", table.path("skipped").asInt(), 2 * found.skipped()));
        return comparisons;
    }

    private static List<Tensor> rows(GoldenCase golden, String name) {
        float[] values = golden.floats(name);
        int steps = (int) golden.tensor(name).size(0);
        int width = values.length / steps;
        return IntStream.range(0, steps)
                .mapToObj(step ->
                        Tensor.of(golden.scope(), Arrays.copyOfRange(values, step * width, (step + 1) * width), width))
                .toList();
    }

    static List<Comparison> run(GoldenCase golden) {
        JsonNode config = golden.config();
        FlowSchedule schedule = FlowSchedule.of(
                ScheduleName.WAN_UNIPC,
                config.path("steps").asInt(),
                config.path("shift").asDouble());
        TeaCacheFit fit = new TeaCacheFit(
                doubles(config.path("coefficients")),
                config.path("use_ret_steps").asBoolean());
        TeaCache cache = new TeaCache(config.path("thresh").asDouble(), fit, TeaCache.Sign.OFFICIAL);
        List<Comparison> comparisons = new ArrayList<>();
        try (WanTransformer model = LoraCases.base(golden, DType.F32)) {
            JsonNode results = golden.manifest().path("results");
            TeaCachePattern pattern = TeaCachePattern.of(cache, model, schedule);
            comparisons.add(Comparison.equal("computed", booleans(results.path("calc_cond")), pattern.computed()));
            comparisons.add(Comparison.equal("skipped", results.path("skipped").asInt(), 2 * pattern.skipped()));
            compareWalk(comparisons, golden, "trajectory_teacache", new Walk(model, schedule, List.of(cache)));
            compareWalk(comparisons, golden, "trajectory_plain", new Walk(model, schedule, List.of()));
        }
        return comparisons;
    }

    private record Walk(WanTransformer model, FlowSchedule schedule, List<GuidanceOption> options) {}

    /// The note of a walk lists after how many steps its latents were stored.
    private static void compareWalk(List<Comparison> comparisons, GoldenCase golden, String name, Walk walk) {
        if (!golden.has(name)) {
            return;
        }
        String note = golden.note(golden.has("trajectory_teacache") ? "trajectory_teacache" : name);
        int[] stored = Pattern.compile("\\d+")
                .matcher(note.substring(note.indexOf('[')))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group()))
                .toArray();
        float[] reference = golden.floats(name);
        float[] found = new float[reference.length];
        int size = reference.length / stored.length;
        List<float[]> states = states(golden, walk);
        for (int i = 0; i < stored.length; i++) {
            System.arraycopy(states.get(stored[i]), 0, found, i * size, size);
        }
        comparisons.add(golden.compare(name, found));
    }

    private static List<float[]> states(GoldenCase golden, Walk walk) {
        Guidance guidance = new Guidance(golden.config().path("guide_scale").asDouble(), walk.options());
        Tensor noise = TransformerCases.batched(golden.scope(), golden.tensor("noise"));
        List<float[]> states = new ArrayList<>(List.of(noise.toFloats()));
        try (TensorScope scope = TensorScope.open()) {
            GuidedVelocity.Prompts prompts = new GuidedVelocity.Prompts(
                    prompt(scope, golden, walk.model(), "context_pos"),
                    Optional.of(prompt(scope, golden, walk.model(), "context_neg")));
            try (GuidedVelocity velocity = new GuidedVelocity(walk.model(), guidance, walk.schedule(), prompts)) {
                SamplerRun run = new UniPc(UniPc.Form.BH2, 2).start(walk.schedule(), float[]::new);
                for (int step = 0; step < walk.schedule().steps(); step++) {
                    Tensor x_BCFHW = Tensor.of(scope, states.getLast(), noise.shape());
                    Tensor v = velocity.velocity(scope, x_BCFHW, step);
                    states.add(run.step(states.getLast(), v.toFloats()));
                }
            }
        }
        return states;
    }

    private static Conditioning prompt(TensorScope scope, GoldenCase golden, WanTransformer model, String name) {
        return model.condition(scope, List.of(golden.tensor(name)), SideBranches.none());
    }

    private static List<Double> doubles(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::asDouble).toList();
    }

    private static List<Boolean> booleans(JsonNode flags) {
        return flags.valueStream().map(JsonNode::asBoolean).toList();
    }
}
