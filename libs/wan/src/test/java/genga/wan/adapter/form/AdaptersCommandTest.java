package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import genga.wan.base.ModelFolder;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.TransformerShape;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Quantisation;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./genga adapters` against the embedded base model.
class AdaptersCommandTest {
    private static final String Q = "diffusion_model.blocks.0.self_attn.q";
    private static final String MODULATION = "blocks.0.modulation";

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path base;
    private Path adapter;

    @BeforeEach
    void writeAnAdapterWithADifference() {
        base = ModelFolder.open(models, "wan-nano").transformer();
        adapter = folder.resolve("style.safetensors");
        try (ModelFile model = ModelFile.open(base);
                TensorScope scope = TensorScope.open()) {
            int width = TransformerShape.of(model.weights()).width();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put(Q + ".lora_A.weight", filled(scope, 0.01f, 2, width));
            tensors.put(Q + ".lora_B.weight", filled(scope, 0.02f, width, 2));
            tensors.put("diffusion_model.blocks.0.diff_m", filled(scope, 0.5f, 1, 6, width));
            tensors.put("diffusion_model.blocks.0.cross_attn.k_img.diff_b", filled(scope, 1, width));
            SafetensorsWriter.write(adapter, tensors, Map.of());
        }
    }

    private static Tensor filled(TensorScope scope, float value, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, value);
        return Tensor.of(scope, values, Arrays.stream(shape).asLongStream().toArray());
    }

    @Test
    void showSaysWhatTheFileIsAndWhatOfItIsNotApplied() {
        int code = run("show", adapter.toString(), "--base", "wan-nano");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("LoRA of 2 modules, rank 2: self attention 1, modulation 1; not applied: image 1")
                .contains("a render merges the rest", "not applied: diffusion_model.blocks.0.cross_attn.k_img.diff_b");
    }

    @Test
    void convertRenamesForAnotherProgram() {
        Path musubi = folder.resolve("musubi.safetensors");

        int code =
                run("convert", adapter.toString(), "--to", "musubi", "--out", musubi.toString(), "--base", "wan-nano");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        try (Weights written = Weights.open(musubi)) {
            assertThat(written.names())
                    .containsExactlyInAnyOrder(
                            "lora_unet_blocks_0_self_attn_q.lora_down.weight",
                            "lora_unet_blocks_0_self_attn_q.lora_up.weight",
                            "lora_unet_blocks_0_modulation.diff_m");
            assertThat(written.metadata()).containsKeys("sshs_model_hash", "sshs_legacy_hash");
        }
    }

    @Test
    void mergeWritesATransformerThatHasTheChangeInIt() {
        Path merged = folder.resolve("merged.safetensors");

        int code = run("merge", adapter + "=0.5", adapter + "=1", "--out", merged.toString(), "--base", "wan-nano");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        try (ModelFile before = ModelFile.open(base);
                ModelFile after = ModelFile.open(merged);
                TensorScope scope = TensorScope.open()) {
            assertThat(after.kind()).isEqualTo(before.kind());
            float[] old = before.weights().tensor(scope, MODULATION).toFloats();
            float[] found = after.weights().tensor(scope, MODULATION).toFloats();
            for (int i = 0; i < old.length; i++) {
                assertThat(found[i]).isCloseTo(old[i] + 0.75f, within(0.02f));
            }
        }
    }

    @Test
    void mergeQuantisesLast() {
        Path merged = folder.resolve("merged.safetensors");

        int code =
                run("merge", adapter.toString(), "--fp8", "channel", "--out", merged.toString(), "--base", "wan-nano");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        try (ModelFile after = ModelFile.open(merged)) {
            assertThat(after.quantisation()).isEqualTo(Quantisation.FP8_PER_CHANNEL);
            assertThat(after.weights().dtype("blocks.0.ffn.0.weight")).isEqualTo(DType.F8_E4M3);
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(run("show", adapter.toString())).isEqualTo(2);
        assertThat(run("convert", adapter.toString(), "--to", "kohya", "--out", "x", "--base", "wan-nano"))
                .isEqualTo(2);
        assertThat(run("show", "nowhere.safetensors", "--base", "wan-nano")).isEqualTo(1);
        assertThat(run("show", adapter.toString(), "--base", "wan-giant")).isEqualTo(1);

        assertThat(err.toString())
                .contains("--base NAME is missing")
                .contains("--to takes musubi, comfyui, diffusers, lightx2v, not 'kohya'")
                .contains("adapter nowhere.safetensors is missing")
                .contains("wan-giant");
    }

    private int run(String... words) {
        return AdaptersCommand.run(List.of(words), models, new PrintStream(out), new PrintStream(err));
    }
}
