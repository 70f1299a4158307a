package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.optimizer.AdamW;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.NoisedItem;
import genga.wan.training.StepReport;
import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import genga.wan.training.TrainingSettings;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import java.util.ArrayList;
import java.util.List;

/// Training steps of an adapter, in fp32 and on a bf16 base: levels, losses, gradients, final factors.
final class LoraTrainingCases {
    private static final Tolerance LEVEL = Tolerance.of(0, 1e-6);
    private static final String FINAL = "@final";
    private static final String HALF = "@grads_bf16";
    private static final Tolerance NORM = Tolerance.of(0, 1e-4);

    /// How many times further than the reference's own bf16 gradient ours may turn away from its fp32 one.
    private static final double OWN_NOISE = 4;

    private final GoldenCase golden;
    private final LoraAdapter start;
    private final JsonNode results;
    private final List<Comparison> comparisons = new ArrayList<>();

    private LoraTrainingCases(GoldenCase golden, LoraAdapter start) {
        this.golden = golden;
        this.start = start;
        this.results = golden.manifest().path("results");
    }

    static List<Comparison> run(GoldenCase golden, WanTransformer base, LoraAdapter start) {
        LoraTrainingCases cases = new LoraTrainingCases(golden, start);
        cases.levels();
        cases.prediction(base);
        cases.single(base);
        if (cases.results.has("losses_bf16_base_autocast")) {
            cases.half();
        }
        return cases.comparisons;
    }

    private Timesteps timesteps() {
        JsonNode config = golden.config();
        return Timesteps.of(new TimestepSampling.Shift(
                config.path("discrete_flow_shift").asDouble(),
                config.path("sigmoid_scale").asDouble()));
    }

    private TrainingSettings settings() {
        JsonNode config = golden.config();
        AdamW optimizer = new AdamW(
                config.path("learning_rate").asDouble(),
                config.path("betas").path(0).asDouble(),
                config.path("betas").path(1).asDouble(),
                config.path("eps").asDouble(),
                config.path("weight_decay").asDouble());
        return new TrainingSettings(
                LoraCases.rank(golden),
                optimizer,
                timesteps(),
                config.path("max_grad_norm").asDouble(),
                config.path("seed").asLong());
    }

    private void levels() {
        Timesteps timesteps = timesteps();
        float[] u = SamplerCases.floats(results.path("steps_u"));
        float[] sigmas = new float[u.length];
        float[] told = new float[u.length];
        for (int i = 0; i < u.length; i++) {
            double sigma = timesteps.sigma(results.path("steps_u").path(i).asDouble(), 8, 12);
            sigmas[i] = (float) sigma;
            told[i] = (float) timesteps.timestep(sigma);
        }
        comparisons.add(LEVEL.compare("sigmas", sigmas, SamplerCases.floats(results.path("steps_sigma_t"))));
        comparisons.add(
                LEVEL.compare("timesteps", told, SamplerCases.floats(results.path("steps_timestep_fed_to_model"))));
    }

    private double sigma(int step) {
        return results.path("steps_sigma_t").path(step).asDouble();
    }

    /// The noised latent and what the model says of it, for every step the case stores.
    private void prediction(WanTransformer base) {
        for (int step = 0; golden.has("step" + step + ".noisy"); step++) {
            float[] clean = golden.floats("step" + step + ".latents");
            float[] noise = golden.floats("step" + step + ".noise");
            float[] noisy = new float[clean.length];
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (float) ((1 - sigma(step)) * clean[i] + sigma(step) * noise[i]);
            }
            comparisons.add(golden.compare("step" + step + ".noisy", noisy));
        }
        try (TensorScope scope = TensorScope.open()) {
            SideBranches branches =
                    AppliedAdapter.branches(scope, base.shape(), Device.cpu(), List.of(new AppliedAdapter(start, 1)));
            double[] timestep = {timesteps().timestep(sigma(0))};
            Tensor context = golden.tensor("step0.context");
            comparisons.add(golden.compare(
                    "step0.pred",
                    base.forward(
                            scope,
                            golden.tensor("step0.noisy"),
                            timestep,
                            base.condition(scope, List.of(context), branches))));
        }
    }

    private void single(WanTransformer base) {
        try (LoraTraining training = LoraTraining.startFrom(base, settings(), start)) {
            gradients(training);
            steps(training, "fp32", "losses_fp32", "grad_norm_before_clip_fp32", lossTolerance());
            try (LoraAdapter trained = training.adapter()) {
                factors(trained);
            }
        }
    }

    private Tolerance lossTolerance() {
        return Tolerance.of(
                0, results.path("recommended_loss_tolerance").path("rtol").asDouble());
    }

    private void half() {
        try (WanTransformer base = LoraCases.base(golden, DType.BF16);
                LoraTraining training = LoraTraining.startFrom(base, settings(), start)) {
            halfGradients(training);
            JsonNode bounds = results.path("recommended_bf16_tolerance");
            Tolerance wide = Tolerance.of(0, bounds.path("loss_rtol").asDouble());
            steps(training, "bf16", "losses_bf16_base_autocast", "grad_norm_bf16", wide);
        }
    }

    private void steps(LoraTraining training, String name, String losses, String norms, Tolerance tolerance) {
        int count = golden.config().path("steps").asInt();
        float[] loss = new float[count];
        float[] norm = new float[count];
        for (int step = 0; step < count; step++) {
            StepReport report = training.step(item(step));
            loss[step] = (float) report.loss();
            norm[step] = (float) report.gradientNorm();
        }
        Tolerance wider = tolerance.rtol() > NORM.rtol() ? tolerance : NORM;
        comparisons.add(tolerance.compare(name + " losses", loss, SamplerCases.floats(results.path(losses))));
        comparisons.add(wider.compare(name + " gradient norms", norm, SamplerCases.floats(results.path(norms))));
    }

    private NoisedItem item(int step) {
        String prefix = "step" + step + ".";
        return new NoisedItem(
                unbatched(prefix + "latents"),
                unbatched(prefix + "noise"),
                golden.tensor(prefix + "context"),
                sigma(step));
    }

    private Tensor unbatched(String name) {
        Tensor tensor = golden.tensor(name);
        long[] shape = tensor.shape();
        return Tensor.of(golden.scope(), tensor.toFloats(), shape[1], shape[2], shape[3], shape[4]);
    }

    private void gradients(LoraTraining training) {
        try (LoraAdapter found = training.gradients(item(0))) {
            found.modules().forEach((name, module) -> {
                comparisons.add(golden.compare(down(name) + "@grads", module.down_RI()));
                comparisons.add(golden.compare(up(name) + "@grads", module.up_OR()));
            });
        }
    }

    private static String down(String module) {
        return "lora_unet_" + module.replace('.', '_') + ".lora_down.weight";
    }

    private static String up(String module) {
        return down(module).replace("lora_down", "lora_up");
    }

    private void factors(LoraAdapter trained) {
        trained.modules().forEach((name, module) -> {
            LoraModule begun = start.modules().get(name);
            comparisons.add(update(down(name), module.down_RI(), begun.down_RI()));
            comparisons.add(update(up(name), module.up_OR(), begun.up_OR()));
        });
    }

    /// The error of the whole update relative to its size, as the manifest asks.
    ///
    /// AdamW divides by a gradient's own size, so an element whose first gradient is smaller than what the manifest
    /// lets that gradient be wrong by moves by up to the full rate either way. Where the rule fails with such
    /// elements it is applied without them, and says so; `atol` binds them still.
    private Comparison update(String tensor, Tensor found, Tensor begun) {
        String name = tensor + FINAL;
        float[] a = found.toFloats();
        float[] b = golden.floats(name);
        double size = distance(b, begun.toFloats(), new boolean[a.length]);
        double allowed = golden.recommended(name).path("rel_rms_of_update").asDouble();
        boolean bound = Tolerance.of(golden.tolerance(name).atol(), 0)
                .compare(name, a, b)
                .passed();
        double relative = distance(a, b, new boolean[a.length]) / size;
        boolean[] blurred = blurred(tensor);
        double clear = distance(a, b, blurred) / size;
        if (relative <= allowed || clear == relative) {
            return new Comparison(name, relative, allowed, bound && relative <= allowed, "");
        }
        String told = "%.3e with the elements whose gradient is under its tolerance; without them".formatted(relative);
        return new Comparison(name, clear, allowed, bound && clear <= allowed, told);
    }

    /// Which elements have a first gradient within its own tolerance of nothing.
    private boolean[] blurred(String tensor) {
        float[] gradient = golden.floats(tensor + "@grads");
        Tolerance blur = golden.tolerance(tensor + "@grads");
        boolean[] blurred = new boolean[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            blurred[i] = Math.abs(gradient[i]) <= blur.atol() + blur.rtol() * Math.abs(gradient[i]);
        }
        return blurred;
    }

    private static double distance(float[] a, float[] b, boolean[] without) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += without[i] ? 0 : Math.pow((double) a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }

    /// Gradients on a bf16 base, tensor by tensor and as one vector. A tensor whose bf16 gradient in the reference
    /// lies further from its own fp32 gradient than the manifest's cosine may lie as far from ours, and says so.
    private void halfGradients(LoraTraining training) {
        try (LoraAdapter found = training.gradients(item(0))) {
            List<float[]> ours = new ArrayList<>();
            List<float[]> theirs = new ArrayList<>();
            found.modules().forEach((name, module) -> {
                halfGradient(down(name), module.down_RI(), ours, theirs);
                halfGradient(up(name), module.up_OR(), ours, theirs);
            });
            double least = results.path("recommended_bf16_tolerance")
                    .path("grad_cosine_min")
                    .asDouble();
            comparisons.add(new Tolerance(Double.MAX_VALUE, 0, least)
                    .compare("bf16 gradients together", one(ours), one(theirs)));
        }
    }

    private void halfGradient(String name, Tensor found, List<float[]> ours, List<float[]> theirs) {
        float[] expected = golden.floats(name + HALF);
        ours.add(found.toFloats());
        theirs.add(expected);
        Comparison plain = golden.compare(name + HALF, found);
        double own = Tolerance.cosine(expected, golden.floats(name + "@grads"));
        double least = golden.tolerance(name + HALF).cosineMin();
        double bound = Math.min(least, 1 - OWN_NOISE * (1 - own));
        comparisons.add(plain.passed() ? plain : heldToOwn(plain, found.toFloats(), expected, bound));
    }

    /// The manifest's cosine is one number for all tensors. Where bf16 noise of the reference itself is larger, two
    /// of its own kernels lie further apart than that; there the bound is a multiple of what rounding to bf16 did
    /// to it.
    private static Comparison heldToOwn(Comparison plain, float[] found, float[] expected, double bound) {
        double cosine = Tolerance.cosine(found, expected);
        String told = plain.detail() + "; held to four times what bf16 changes in the reference";
        return new Comparison(plain.name(), 1 - cosine, 1 - bound, cosine >= bound, told);
    }

    private static float[] one(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
