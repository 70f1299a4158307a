package genga.wan.adapter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.adapter.AdapterStrength;
import genga.wan.adapter.LoraAdapter;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.weights.ModelKind.AdapterMark;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdapterFileTest extends AdapterSample {
    private Map<String, Tensor> everything() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(PEFT + ".lora_down.weight", values(2, D));
        tensors.put(PEFT + ".lora_up.weight", values(D, 2).to(scope, DType.BF16));
        tensors.put(PEFT + ".alpha", alpha(1));
        tensors.put(PEFT + ".diff_b", values(D));
        tensors.put("diffusion_model.blocks.0.norm3.diff", values(D));
        tensors.put("diffusion_model.blocks.1.diff_m", values(1, 6, D));
        tensors.put("diffusion_model.head.head.lora_down.weight", values(1, D));
        tensors.put("diffusion_model.head.head.lora_up.weight", values(2, 1));
        tensors.put("diffusion_model.patch_embedding.diff", values(D, 2, 1, 2, 2));
        return tensors;
    }

    private Map<String, Tensor> everyOtherKind() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        String hadamard = "lora_unet_blocks_0_self_attn_q.hada_";
        for (String half : List.of("w1_", "w2_")) {
            tensors.put(hadamard + half + "a", values(D, 2));
            tensors.put(hadamard + half + "b", values(2, D).to(scope, DType.F16));
        }
        String kronecker = "lora_unet_blocks_1_ffn_0.";
        tensors.put(kronecker + "lokr_w1", values(2, 2));
        tensors.put(kronecker + "lokr_w2_a", values(3, 1));
        tensors.put(kronecker + "lokr_w2_b", values(1, 2));
        tensors.put(kronecker + "alpha", alpha(2));
        String decomposed = "lora_unet_blocks_1_cross_attn_k.";
        tensors.put(decomposed + "lora_down.weight", values(2, D));
        tensors.put(decomposed + "lora_up.weight", values(D, 2));
        tensors.put(decomposed + "dora_scale", values(D, 1));
        tensors.put("lora_unet_blocks_0_self_attn_norm_q.diff", values(D));
        tensors.put("lora_unet_head_modulation.diff_m", values(1, 2, D));
        return tensors;
    }

    @ParameterizedTest
    @EnumSource
    void everyFormKeepsEveryBit(AdapterForm form) {
        requireExactRoundTrip(form, everything());
    }

    @ParameterizedTest
    @EnumSource
    void everyFormKeepsEveryBitOfEveryOtherKind(AdapterForm form) {
        requireExactRoundTrip(form, everyOtherKind());
    }

    private void requireExactRoundTrip(AdapterForm form, Map<String, Tensor> tensors) {
        Path copy = folder.resolve("copy.safetensors");
        try (AdapterFile first = read(tensors)) {
            first.write(copy, form, Map.of("extra", "1"));
            try (AdapterFile second = AdapterFile.read(copy, base)) {
                assertThat(first.report().complete()).isTrue();
                assertThat(second.report()).isEqualTo(first.report());
                assertThat(second.metadata()).containsEntry("ss_seed", "7").containsEntry("extra", "1");
                first.parts().forEach((module, parts) -> {
                    assertThat(second.parts().get(module).keySet()).isEqualTo(parts.keySet());
                    parts.forEach((part, tensor) -> {
                        Tensor again = second.parts().get(module).get(part);
                        assertThat(again.dtype()).isEqualTo(tensor.dtype());
                        assertThat(again.shape()).isEqualTo(tensor.shape());
                        assertThat(again.toBytes()).isEqualTo(tensor.toBytes());
                    });
                });
            }
        }
    }

    @Test
    void aLightX2vFileIsReportedByCategory() {
        Map<String, Tensor> tensors = everything();
        tensors.put("diffusion_model.blocks.0.cross_attn.k_img.lora_down.weight", values(2, D));
        tensors.put("diffusion_model.strange", values(1));

        try (AdapterFile adapter = read(tensors)) {
            AdapterReport report = adapter.report();

            assertThat(report.kind()).isEqualTo(AdapterMark.LORA);
            assertThat(report.modules()).isEqualTo(5);
            assertThat(report.complete()).isFalse();
            assertThat(report)
                    .hasToString("LoRA of 5 modules, rank 1/2, alpha 1: self attention 1, norm 1, modulation 1,"
                            + " embedding 1, head 1; not applied: image 1 (such as"
                            + " diffusion_model.blocks.0.cross_attn.k_img.lora_down.weight), other 1 (such as"
                            + " diffusion_model.strange)");
            assertThat(adapter.needsMerge()).isTrue();
        }
    }

    @Test
    void branchesAndTheRestTogetherAreTheWholeAdapter() {
        try (AdapterFile adapter = read(everything());
                LoraAdapter branches = adapter.branches()) {
            assertThat(branches.modules()).containsOnlyKeys(Q);
            assertThat(branches.modules().get(Q).alpha()).isEqualTo(1);

            Weights rest = adapter.restMergedInto(base, AdapterStrength.of(0.5));
            Weights all = adapter.mergedInto(base, 0.5);

            assertThat(floats(rest, Q + ".weight")).isEqualTo(floats(base, Q + ".weight"));
            assertThat(floats(all, Q + ".weight")).isNotEqualTo(floats(base, Q + ".weight"));
            for (String name :
                    List.of(Q + ".bias", "blocks.1.modulation", "head.head.weight", "blocks.0.norm3.weight")) {
                assertThat(floats(rest, name)).isEqualTo(floats(all, name)).isNotEqualTo(floats(base, name));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_blocks_0_self_attn_q.lora_down.weight, lora_unet_blocks_0_self_attn_q.lora_up.weight",
        "lora_unet__blocks_0_self_attn_q.lora_down.weight, lora_unet__blocks_0_self_attn_q.lora_up.weight",
        "lycoris_blocks_0_attn1_to_q.lora_down.weight, lycoris_blocks_0_attn1_to_q.lora_up.weight",
        "diffusion_model.blocks.0.self_attn.q.lora_A.weight, diffusion_model.blocks.0.self_attn.q.lora_B.weight",
        "transformer.blocks.0.attn1.to_q.lora_A.weight, transformer.blocks.0.attn1.to_q.lora_B.weight",
        "base_model.model.blocks.0.attn1.to_q.lora_A.weight, base_model.model.blocks.0.attn1.to_q.lora_B.weight",
        "blocks.0.self_attn.q.lora_A.default.weight, blocks.0.self_attn.q.lora_B.default.weight",
        "pipe.dit.blocks.0.self_attn.q.lora_A.default.weight, pipe.dit.blocks.0.self_attn.q.lora_B.default.weight",
        "blocks.0.self_attn.q.lora.down.weight, blocks.0.self_attn.q.lora.up.weight",
        "blocks.0.self_attn.q_lora.down.weight, blocks.0.self_attn.q_lora.up.weight"
    })
    void everyStyleOfKeysMeansTheSameModule(String down, String up) {
        try (AdapterFile adapter = read(Map.of(down, values(2, D), up, values(D, 2)));
                LoraAdapter branches = adapter.branches()) {
            assertThat(branches.modules()).containsOnlyKeys(Q);
            assertThat(branches.modules().get(Q).alpha()).isEqualTo(2);
            assertThat(adapter.report().complete()).isTrue();
            assertThat(adapter.needsMerge()).isFalse();
            assertThat(adapter.restMergedInto(base, AdapterStrength.of(1))).isSameAs(base);
        }
    }

    @Test
    void aFileOfTheReferenceTrainerIsWhollyUnderstood() {
        Path golden = Path.of("src/test/resources/golden");

        try (Weights model = SafetensorsFile.open(golden.resolve("C_dit_tiny.weights.safetensors"));
                AdapterFile adapter = AdapterFile.read(golden.resolve("D_lora_r4a4.saved_as_is.safetensors"), model)) {
            assertThat(adapter.report())
                    .hasToString("LoRA of 30 modules, rank 4, alpha 4: self attention 12, cross attention 12, feed"
                            + " forward 6");
        }
    }

    @Test
    void anAdapterWithoutAnyMatchIsRefused() {
        Path file = file(Map.of("lora_unet_down_blocks_0.lora_down.weight", values(2, D)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .isInstanceOf(WeightsException.class)
                .hasMessage("adapter " + file + ": none of its 1 keys belongs to " + base.origin()
                        + " (the first is lora_unet_down_blocks_0.lora_down.weight); is it an adapter for another"
                        + " model?");
    }

    @Test
    void anAdapterForAnotherSizeIsRefused() {
        Path file = file(Map.of(PEFT + ".lora_A.weight", values(2, D + 1), PEFT + ".lora_B.weight", values(D, 2)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage(
                        "tensor " + PEFT + ".lora_A.weight in " + file
                                + ": expected [2, 4], found F32[2, 5]; is this an adapter for a model of another size than width 4?");
    }

    @ParameterizedTest
    @CsvSource({
        ".lora_A.weight, *.lora_up.weight",
        ".lora_B.weight, *.lora_down.weight",
        ".dora_scale, *.lora_down.weight",
        ".hada_w1_a, *.hada_w1_b",
        ".lokr_w2, *.lokr_w1_a",
        ".alpha, *.diff"
    })
    void anIncompleteModuleIsRefused(String suffix, String missing) {
        Tensor only = switch (suffix) {
            case ".alpha" -> alpha(1);
            case ".dora_scale" -> values(D);
            default -> values(D, D);
        };
        Path file = file(Map.of(PEFT + suffix, only));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage("adapter " + file + ": " + Q + " has no " + missing + "; the file is incomplete");
    }

    @Test
    void oneTensorUnderTwoKeysIsRefused() {
        Path file = file(Map.of(PEFT + ".diff", values(D, D), "blocks.0.attn1.to_q.diff", values(D, D)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessageEndingWith("stands for .diff of " + Q + ", which another key gave already");
    }

    @Test
    void aModuleChangedInTwoWaysIsRefused() {
        Path file = file(Map.of(
                PEFT + ".diff",
                values(D, D),
                PEFT + ".lora_A.weight",
                values(2, D),
                PEFT + ".lora_B.weight",
                values(D, 2)));

        assertThatThrownBy(() -> AdapterFile.read(file, base))
                .hasMessage("adapter " + file + ": " + Q
                        + " is changed in several ways, [.lora_down.weight, .lora_up.weight, .diff]; expected one");
    }
}
