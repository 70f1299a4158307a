package genga.wan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.AppliedAdapter;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.StepBranches;
import genga.wan.adapter.StepBranches.Timed;
import genga.wan.base.ModelFolder;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.ScheduleName;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.text.TextEmbedding;
import genga.wan.text.TextEncoder;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import genga.wan.vae.RgbFrame;
import genga.wan.vae.VaeTiling;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipRenderingTest {

    @TempDir
    static Path models;

    private static ModelFolder nano;
    private static WanTransformer transformer;
    private static TextEmbedding kite;
    private static TextEmbedding nothing;

    @BeforeAll
    static void openTheNanoModel() {
        nano = ModelFolder.open(models, "wan-nano");
        transformer = nano.openTransformer(Device.cpu());
        try (TextEncoder encoder = TextEncoder.open(nano.textEncoder(), nano.tokenizer(), Device.cpu())) {
            kite = encoder.encode("Kite style. A red kite.");
            nothing = encoder.encode("");
        }
    }

    @AfterAll
    static void closeIt() {
        transformer.close();
    }

    @Test
    void theSameSettingsAndPromptGiveTheSamePictures() {
        List<byte[]> first = render(settings(1, 7), prompts());
        List<byte[]> second = render(settings(1, 7), prompts());

        assertThat(first).hasSize(5);
        for (int frame = 0; frame < 5; frame++) {
            assertThat(second.get(frame)).isEqualTo(first.get(frame));
        }
        assertThat(render(settings(1, 8), prompts()).getFirst()).isNotEqualTo(first.getFirst());
    }

    @Test
    void aDamagedTransformerEndsARenderWithTheNameOfTheTensor(@TempDir Path folder) throws IOException {
        Path damaged = Files.copy(nano.transformer(), folder.resolve("damaged.safetensors"));
        try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
            file.seek(file.length() - 4);
            file.write(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        }

        try (WanTransformer model = WanTransformer.open(damaged, Device.cpu())) {
            ClipRendering rendering = new ClipRendering(model, SideBranches.none(), nano.vae(), Device.cpu());

            assertThatThrownBy(() -> rendering.render(settings(1, 7), prompts(), stopless(), picture -> {}))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageStartingWith(damaged + " holds NaN or infinity in 1 of")
                    .hasMessageEndingWith("the file is damaged, fetch it again");
        }
    }

    /// `v_u + g (v_c - v_u)` is `v_c` when both prompts are one, whatever g.
    @Test
    void guidanceBetweenEqualPromptsChangesNothingAndBetweenOthersSomething() {
        byte[] plain = render(settings(1, 7), prompts()).getFirst();

        assertThat(render(settings(6, 7), new Prompts(kite, Optional.of(kite))).getFirst())
                .isEqualTo(plain);
        assertThat(render(settings(6, 7), new Prompts(kite, Optional.of(nothing)))
                        .getFirst())
                .isNotEqualTo(plain);
    }

    @Test
    void anAdapterThatActsInTheFirstStepOnlyGivesAPictureOfItsOwn() {
        try (TensorScope scope = TensorScope.open();
                LoraAdapter adapter = LoraAdapter.of(scope, strongChange(scope))) {
            byte[] always = render(new Timed(new AppliedAdapter(adapter, 1), 0, 1));
            byte[] first = render(new Timed(new AppliedAdapter(adapter, 1), 0, 0.5));
            byte[] last = render(new Timed(new AppliedAdapter(adapter, 1), 0.5, 1));

            assertThat(first).isNotEqualTo(always).isNotEqualTo(last);
            assertThat(last).isNotEqualTo(always);
            assertThat(render(new Timed(new AppliedAdapter(adapter, 0), 0, 0.5)))
                    .isEqualTo(render(settings(1, 7), prompts()).getFirst());
        }
    }

    private static Map<String, LoraModule> strongChange(TensorScope scope) {
        float[] factor = new float[256];
        Arrays.fill(factor, 0.3f);
        Tensor down = Tensor.of(scope, factor, 1, 256);
        Tensor up = Tensor.of(scope, factor, 256, 1);
        return Map.of(
                "blocks.0.cross_attn.v",
                new LoraModule(down, up, 1),
                "blocks.0.self_attn.o",
                new LoraModule(down, up, 1));
    }

    private static byte[] render(Timed adapter) {
        List<byte[]> pictures = new ArrayList<>();
        try (StepBranches branches = new StepBranches(transformer.shape(), Device.cpu(), List.of(adapter))) {
            rendering()
                    .with(branches)
                    .render(settings(1, 7), prompts(), stopless(), picture -> pictures.add(picture.rgb()));
        }
        return pictures.getFirst();
    }

    @Test
    void aWatcherSeesEveryStepAndEveryFrame() {
        List<String> seen = new ArrayList<>();

        rendering().render(settings(1, 7), prompts(), noting(seen), picture -> {});

        assertThat(seen)
                .containsExactly(
                        "step 0/2",
                        "step 1/2",
                        "step 2/2",
                        "frame 1/5",
                        "frame 2/5",
                        "frame 3/5",
                        "frame 4/5",
                        "frame 5/5");
    }

    @Test
    void whatAWatcherThrowsEndsTheRenderAtThatStepOrFrame() {
        List<RgbFrame> pictures = new ArrayList<>();

        assertThatThrownBy(() -> rendering().render(settings(1, 7), prompts(), stoppingAt(1, 9), pictures::add))
                .isInstanceOf(IOException.class)
                .hasMessage("stopped before step 1");
        assertThat(pictures).isEmpty();
        assertThatThrownBy(() -> rendering().render(settings(1, 7), prompts(), stoppingAt(9, 2), pictures::add))
                .isInstanceOf(IOException.class)
                .hasMessage("stopped after frame 2");
        assertThat(pictures).hasSize(2);
    }

    @Test
    void sidesThatTheTransformerCannotCutAreRefused() {
        assertThatThrownBy(() -> new SamplingSettings(
                        new Resolution(40, 32), new FrameCount(5), schedule(), Sampler.of("unipc"), 1, 7))
                .hasMessage("a clip's width and height must be multiples of 16, got 40x32");
    }

    @Test
    void guidanceWithoutANegativePromptIsRefused() {
        assertThatThrownBy(() -> render(settings(2, 7), new Prompts(kite, Optional.empty())))
                .hasMessageContaining("guidance 2.0 needs an embedding of the negative prompt");
    }

    @Test
    void picturesDecodedByTileOrInHalfPrecisionHardlyDiffer() {
        List<byte[]> whole = render(settings(1, 7), prompts());

        assertThat(meanDifference(whole, render(rendering().tiled(new VaeTiling(4, 3)), settings(1, 7), prompts())))
                .isPositive()
                .isLessThan(4);
        assertThat(meanDifference(whole, render(rendering().decodedIn(DType.BF16), settings(1, 7), prompts())))
                .isPositive()
                .isLessThan(2);
        assertThatThrownBy(() -> render(rendering().decodedIn(DType.F16), settings(1, 7), prompts()))
                .hasMessage("the VAE computes in F32 or BF16, not in F16");
    }

    /// Of all bytes of all pictures.
    private static double meanDifference(List<byte[]> some, List<byte[]> others) {
        long sum = 0;
        long bytes = 0;
        for (int frame = 0; frame < some.size(); frame++) {
            for (int at = 0; at < some.get(frame).length; at++) {
                sum += Math.abs((some.get(frame)[at] & 0xff) - (others.get(frame)[at] & 0xff));
                bytes++;
            }
        }
        return (double) sum / bytes;
    }

    private static List<byte[]> render(SamplingSettings settings, Prompts prompts) {
        return render(rendering(), settings, prompts);
    }

    private static List<byte[]> render(ClipRendering rendering, SamplingSettings settings, Prompts prompts) {
        List<byte[]> pictures = new ArrayList<>();
        rendering.render(settings, prompts, stopless(), picture -> pictures.add(picture.rgb()));
        return pictures;
    }

    private static ClipRendering rendering() {
        return new ClipRendering(transformer, SideBranches.none(), nano.vae(), Device.cpu());
    }

    private static Prompts prompts() {
        return new Prompts(kite, Optional.empty());
    }

    private static SamplingSettings settings(double guidance, long seed) {
        return new SamplingSettings(
                new Resolution(48, 32), new FrameCount(5), schedule(), Sampler.of("unipc"), guidance, seed);
    }

    private static FlowSchedule schedule() {
        return FlowSchedule.of(ScheduleName.WAN_UNIPC, 2, 5);
    }

    private static RenderWatch<RuntimeException> stopless() {
        return new RenderWatch<>() {
            @Override
            public void sampled(int done, int steps) {}

            @Override
            public void decoded(int done, int frames) {}
        };
    }

    private static RenderWatch<RuntimeException> noting(List<String> seen) {
        return new RenderWatch<>() {
            @Override
            public void sampled(int done, int steps) {
                seen.add("step %d/%d".formatted(done, steps));
            }

            @Override
            public void decoded(int done, int frames) {
                seen.add("frame %d/%d".formatted(done, frames));
            }
        };
    }

    private static RenderWatch<IOException> stoppingAt(int step, int frame) {
        return new RenderWatch<>() {
            @Override
            public void sampled(int done, int steps) throws IOException {
                if (done == step) {
                    throw new IOException("stopped before step " + done);
                }
            }

            @Override
            public void decoded(int done, int frames) throws IOException {
                if (done == frame) {
                    throw new IOException("stopped after frame " + done);
                }
            }
        };
    }
}
