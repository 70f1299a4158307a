package genga.bench;

import genga.wan.adapter.LoraRank;
import genga.wan.optimizer.AdamW;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import genga.wan.training.TrainingItem;
import genga.wan.training.TrainingSettings;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What thousands of small training steps leave behind in memory; nothing, if every tensor is given back. They run in
/// a process of their own, after steps enough for the JVM and libtorch to have made all they keep.
final class Growth {
    private static final int WARM_UP = 1_000;
    private static final int STEPS = 2_000;
    private static final int QUICK_STEPS = 400;
    private static final int TEXT_ROWS = 8;

    private Growth() {}

    /// The child's side: prints the resident memory that is no file in KiB, before and after `steps`.
    public static void main(String[] arguments) {
        SampleFiles files = new SampleFiles(Path.of(arguments[0]));
        try (WanTransformer base = open(files);
                LoraTraining training = LoraTraining.start(base, settings());
                TensorScope scope = TensorScope.open()) {
            TrainingItem item = item(scope, base);
            run(training, item, WARM_UP);
            long before = anonymous();
            run(training, item, Integer.parseInt(arguments[1]));
            System.out.println(before + " " + anonymous());
        }
    }

    /// Java's own garbage is no growth.
    private static long anonymous() {
        System.gc();
        return PeakMemory.kibibytes("RssAnon");
    }

    /// Steps taken, resident memory that is no file before and after in MiB, and the difference.
    static Map<String, Object> measure(SampleFiles files, Settings settings) {
        int steps = settings.quick() ? QUICK_STEPS : STEPS;
        WanBenchmark.tell("growth: " + steps + " small steps, after " + WARM_UP);
        String[] kibibytes = ChildJvm.run(Growth.class, files.folder().toString(), Integer.toString(steps))
                .split(" ");
        return figures(steps, Long.parseLong(kibibytes[0]), Long.parseLong(kibibytes[1]));
    }

    private static WanTransformer open(SampleFiles files) {
        return WanTransformer.of(
                SafetensorsFile.open(files.smallTransformer()),
                TransformerOptions.on(Device.cpu()).withTextLength(TEXT_ROWS));
    }

    private static TrainingSettings settings() {
        Timesteps timesteps = Timesteps.of(new TimestepSampling.Uniform());
        return new TrainingSettings(new LoraRank(4, 4), AdamW.withRate(1e-4), timesteps, 1, 1);
    }

    private static TrainingItem item(TensorScope scope, WanTransformer base) {
        Tensor latent = Tensor.of(scope, new float[16 * 4 * 4], 16, 1, 4, 4);
        int width = base.shape().textWidth();
        return new TrainingItem(latent, Tensor.of(scope, new float[TEXT_ROWS * width], TEXT_ROWS, width), 0);
    }

    private static void run(LoraTraining training, TrainingItem item, int steps) {
        for (int step = 0; step < steps; step++) {
            training.step(item);
        }
    }

    private static Map<String, Object> figures(int steps, long before, long after) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("growth_steps", steps);
        figures.put("growth_before_mib", before >> 10);
        figures.put("growth_after_mib", after >> 10);
        figures.put("growth_mib", (after - before) / 1024.0);
        return figures;
    }
}
