package genga.wan.golden;

import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.adapter.form.AdapterFile;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An adapter on the tiny model: names, start, forwards at several strengths, merging, training and saved files.
final class LoraCases {
    private static final Pattern FORWARD = Pattern.compile("forward\\.output\\.mult([\\d.]+)");
    private static final Pattern MERGED = Pattern.compile("merged([\\d.]+)\\.(blocks\\..*)\\.weight");

    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();

    private LoraCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden) {
        LoraCases cases = new LoraCases(golden);
        try (WanTransformer base = base(golden, DType.F32);
                LoraAdapter start = LoraAdapter.read(startFile(golden), base.shape())) {
            cases.names(start);
            cases.freshStart(base);
            cases.forwards(base, start);
            cases.merges();
            cases.comparisons.addAll(LoraTrainingCases.run(golden, base, start));
            cases.comparisons.addAll(LoraFileCases.run(golden, base.shape()));
        }
        return cases.comparisons;
    }

    static WanTransformer base(GoldenCase golden, DType type) {
        TransformerOptions options = TransformerOptions.on(Device.cpu())
                .withTextLength(golden.config().path("text_len").asInt())
                .computingIn(type);
        return TransformerCases.open(golden, options);
    }

    static LoraRank rank(GoldenCase golden) {
        return new LoraRank(
                golden.config().path("network_dim").asInt(),
                golden.config().path("network_alpha").asDouble());
    }

    private static Path weightsFile(GoldenCase golden) {
        return golden.path(golden.config().path("weights_file").asText());
    }

    /// The file the weights of role "weight" lie in: the adapter before training.
    private static Path startFile(GoldenCase golden) {
        return golden.path(golden.fileOf(golden.named("weight").getFirst()));
    }

    private void names(LoraAdapter start) {
        comparisons.add(Comparison.equal(
                "modules",
                golden.manifest().path("results").path("module_count").asInt(),
                start.modules().size()));
        List<String> expected = new ArrayList<>();
        golden.manifest()
                .path("modules")
                .forEach(module -> expected.add("%s %s %s alpha %s scale %s"
                        .formatted(
                                module.path("lora_name").asText(),
                                module.path("down"),
                                module.path("up"),
                                module.path("alpha").asDouble(),
                                module.path("scale").asDouble())));
        List<String> found = new ArrayList<>();
        start.modules().forEach((name, module) -> found.add(told(name, module)));
        comparisons.add(Comparison.equal("modules in order", expected, found));
    }

    private static String told(String name, LoraModule module) {
        return "lora_unet_%s [%d,%d] [%d,%d] alpha %s scale %s"
                .formatted(
                        name.replace('.', '_'),
                        module.rank(),
                        module.down_RI().size(1),
                        module.up_OR().size(0),
                        module.rank(),
                        module.alpha(),
                        module.scale());
    }

    /// Kaiming-uniform down with a = sqrt 5 has the standard deviation `1 / sqrt(3 in)`; up starts at zero.
    private void freshStart(WanTransformer base) {
        try (LoraAdapter fresh = LoraAdapter.create(
                base.shape(), rank(golden), golden.config().path("seed").asLong(), Device.cpu())) {
            double squares = 0;
            double ups = 0;
            long count = 0;
            for (LoraModule module : fresh.modules().values()) {
                long inputs = module.down_RI().size(1);
                for (float value : module.down_RI().toFloats()) {
                    squares += 3.0 * inputs * value * value;
                    count++;
                }
                for (float value : module.up_OR().toFloats()) {
                    ups = Math.max(ups, Math.abs(value));
                }
            }
            comparisons.add(new Comparison(
                    "start of down, variance over 1 / (3 in)", squares / count, 1.05, near(squares / count), ""));
            comparisons.add(Comparison.equal("start of up", 0.0, ups));
        }
    }

    private static boolean near(double variance) {
        return Math.abs(variance - 1) < 0.05;
    }

    private void forwards(WanTransformer base, LoraAdapter start) {
        for (String name : golden.names()) {
            Matcher parts = FORWARD.matcher(name);
            if (parts.matches()) {
                try (TensorScope scope = TensorScope.open()) {
                    double strength = Double.parseDouble(parts.group(1));
                    SideBranches branches = AppliedAdapter.branches(
                            scope, base.shape(), Device.cpu(), List.of(new AppliedAdapter(start, strength)));
                    comparisons.add(golden.compare(name, forward(scope, base, branches)));
                }
            }
        }
    }

    private Tensor forward(TensorScope scope, WanTransformer base, SideBranches branches) {
        Tensor latent = TransformerCases.batched(scope, golden.tensor("forward.latent"));
        double[] timestep = {golden.floats("forward.t")[0]};
        return base.forward(
                scope, latent, timestep, base.condition(scope, List.of(golden.tensor("forward.context")), branches));
    }

    private void merges() {
        try (SafetensorsFile base = SafetensorsFile.open(weightsFile(golden));
                AdapterFile adapter = AdapterFile.read(startFile(golden), base)) {
            for (String name : golden.names()) {
                Matcher parts = MERGED.matcher(name);
                if (parts.matches()) {
                    Weights merged = adapter.mergedInto(base, Double.parseDouble(parts.group(1)));
                    comparisons.add(golden.compare(name, merged.tensor(golden.scope(), parts.group(2) + ".weight")));
                }
            }
        }
    }
}
