package genga.wan.nano;

import static org.assertj.core.api.Assertions.assertThat;

import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraRank;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.optimizer.AdamW;
import genga.wan.render.ClipRendering;
import genga.wan.render.Prompts;
import genga.wan.render.RenderWatch;
import genga.wan.render.SamplingSettings;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.ScheduleName;
import genga.wan.sampling.TorchNoise;
import genga.wan.tensor.Device;
import genga.wan.tensor.TensorScope;
import genga.wan.text.TextEmbedding;
import genga.wan.text.TextEncoder;
import genga.wan.training.LoraTraining;
import genga.wan.training.TimestepSampling;
import genga.wan.training.Timesteps;
import genga.wan.training.TrainingItem;
import genga.wan.training.TrainingSettings;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import genga.wan.vae.Latent;
import genga.wan.vae.RgbFrame;
import genga.wan.vae.VideoVae;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoStyleTest {
    private static final Resolution SIZE = new Resolution(96, 64);
    private static final FrameCount FRAMES = new FrameCount(5);
    private static final int STEPS = 30;
    private static final double[] DUSK = {190, 90, 60};

    @TempDir
    private static Path directory;

    private static NanoModel model;
    private static WanTransformer transformer;
    private static TextEmbedding text;
    private static List<RgbFrame> plain;

    @BeforeAll
    static void renderWithoutAdapter() {
        model = NanoModel.ensure(directory);
        transformer = WanTransformer.open(model.transformer(), Device.cpu());
        try (TextEncoder encoder = TextEncoder.open(model.text(), model.tokenizer(), Device.cpu())) {
            text = encoder.encode("a calm sea");
        }
        plain = render(SideBranches.none());
    }

    @AfterAll
    static void closeIt() {
        transformer.close();
    }

    @Test
    void aRenderIsFarSmootherThanTheNoiseItBeganWith() {
        float[] noise = new TorchNoise(42).normal(Latent.size(FRAMES, SIZE));
        List<RgbFrame> raw = new ArrayList<>();
        try (VideoVae vae = VideoVae.open(model.vae(), Device.cpu())) {
            vae.decode(Latent.of(FRAMES, SIZE, noise), raw::add);
        }

        assertThat(roughness(plain.getFirst())).isLessThan(0.4 * roughness(raw.getFirst()));
    }

    @Test
    void anAdapterPullsTheColoursTowardsItsClips() {
        List<RgbFrame> styled;
        try (LoraAdapter adapter = trained();
                TensorScope scope = TensorScope.open()) {
            styled = render(AppliedAdapter.branches(
                    scope, transformer.shape(), Device.cpu(), List.of(new AppliedAdapter(adapter, 1))));
        }

        assertThat(distance(styled)).isLessThan(0.7 * distance(plain));
    }

    private static LoraAdapter trained() {
        TrainingSettings settings = new TrainingSettings(
                new LoraRank(8, 8), AdamW.withRate(4e-3), Timesteps.of(new TimestepSampling.Shift(3, 1)), 1, 42);
        try (VideoVae vae = VideoVae.open(model.vae(), Device.cpu());
                LoraTraining training = LoraTraining.start(transformer, settings);
                TensorScope scope = TensorScope.open()) {
            Latent latent = vae.encode(List.of(dusk()).iterator());
            for (int step = 0; step < STEPS; step++) {
                training.step(new TrainingItem(latent.tensor(scope), text.tensor(scope), step));
            }
            return training.adapter();
        }
    }

    private static List<RgbFrame> render(SideBranches branches) {
        List<RgbFrame> pictures = new ArrayList<>();
        SamplingSettings settings = new SamplingSettings(
                SIZE, FRAMES, FlowSchedule.of(ScheduleName.WAN_UNIPC, 8, 5), Sampler.of("unipc"), 1, 42);
        RenderWatch<RuntimeException> nobody = new RenderWatch<>() {
            @Override
            public void sampled(int done, int steps) {}

            @Override
            public void decoded(int done, int frames) {}
        };
        new ClipRendering(transformer, branches, model.vae(), Device.cpu())
                .render(settings, new Prompts(text, Optional.empty()), nobody, pictures::add);
        return pictures;
    }

    private static RgbFrame dusk() {
        byte[] rgb = new byte[(int) (3 * SIZE.area())];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) DUSK[i % 3];
        }
        return new RgbFrame(SIZE, rgb);
    }

    /// Between the mean colour of a clip and the training picture's, in levels of 0 to 255.
    private static double distance(List<RgbFrame> clip) {
        double[] sums = new double[3];
        for (RgbFrame frame : clip) {
            for (int i = 0; i < frame.rgb().length; i++) {
                sums[i % 3] += frame.rgb()[i] & 0xff;
            }
        }
        double square = 0;
        for (int c = 0; c < 3; c++) {
            double difference = sums[c] / clip.size() / SIZE.area() - DUSK[c];
            square += difference * difference;
        }
        return Math.sqrt(square);
    }

    /// Mean difference of a value to the one a block of 8 pixels to its left.
    private static double roughness(RgbFrame frame) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < frame.rgb().length; i++) {
            if (i / 3 % SIZE.width() >= 8) {
                sum += Math.abs((frame.rgb()[i] & 0xff) - (frame.rgb()[i - 24] & 0xff));
                count++;
            }
        }
        return sum / count;
    }
}
