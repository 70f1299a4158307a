package genga.wan.adapter;

import genga.wan.tensor.DType;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsHash;
import genga.wan.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Writes adapters in the forms other programs read.
final class LoraWriter {
    private static final Script SCRIPT = Script.load("adapter");

    private LoraWriter() {}

    static void write(LoraAdapter adapter, Path file, LoraFormat format, DType type, Map<String, String> extra) {
        try (TensorScope scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            adapter.modules().forEach((name, module) -> {
                switch (format) {
                    case MUSUBI -> addMusubi(scope, tensors, "lora_unet_" + name.replace('.', '_'), module);
                    case COMFYUI -> addComfyUi(scope, tensors, "diffusion_model." + name, module);
                }
            });
            tensors.replaceAll((name, tensor) -> tensor.to(scope, type));
            SafetensorsWriter.write(file, tensors, metadata(adapter, tensors, extra));
        }
    }

    private static void addMusubi(TensorScope scope, Map<String, Tensor> tensors, String name, LoraModule module) {
        tensors.put(name + ".lora_down.weight", module.down_RI());
        tensors.put(name + ".lora_up.weight", module.up_OR());
        tensors.put(name + ".alpha", Tensor.of(scope, new float[] {(float) module.alpha()}));
    }

    private static void addComfyUi(TensorScope scope, Map<String, Tensor> tensors, String name, LoraModule module) {
        double half = Math.sqrt(module.scale());
        tensors.put(name + ".lora_A.weight", SCRIPT.call(scope, "scaled", module.down_RI(), half));
        tensors.put(name + ".lora_B.weight", SCRIPT.call(scope, "scaled", module.up_OR(), half));
    }

    /// Keys and spellings of musubi-tuner (`training/trainer_base.py`, `utils/sai_model_spec.py`); the caller's win.
    private static Map<String, String> metadata(
            LoraAdapter adapter, Map<String, Tensor> tensors, Map<String, String> extra) {
        Map<String, String> metadata = new TreeMap<>();
        LoraModule any = adapter.modules().values().iterator().next();
        metadata.put("ss_network_module", "networks.lora_wan");
        metadata.put("ss_network_dim", Long.toString(any.rank()));
        metadata.put("ss_network_alpha", Double.toString(any.alpha()));
        metadata.put("ss_base_model_version", "wan");
        metadata.put("modelspec.sai_model_spec", "1.0.0");
        metadata.put("modelspec.architecture", "wan2.1/lora");
        metadata.put("modelspec.implementation", "https://github.com/Wan-Video/Wan2.1");
        metadata.putAll(extra);
        metadata.putAll(SafetensorsHash.of(tensors, metadata));
        return metadata;
    }
}
