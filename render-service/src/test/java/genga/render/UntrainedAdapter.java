package genga.render;

import genga.contracts.vocabulary.StoredObject;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraFormat;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.sampling.TorchNoise;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.transformer.TransformerShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// An adapter that was never trained but changes every linear of every block.
final class UntrainedAdapter {

    private UntrainedAdapter() {}

    static StoredObject stored(ObjectStore store, Path folder, TransformerShape shape) throws IOException {
        Path file = folder.resolve("adapter-%d.safetensors".formatted(shape.width()));
        TensorScope scope = TensorScope.open();
        Map<String, LoraModule> modules = new HashMap<>();
        try (LoraAdapter fresh = LoraAdapter.create(shape, new LoraRank(4, 4), 1, Device.cpu())) {
            fresh.modules().forEach((name, module) -> {
                long[] up = module.up_OR().shape();
                float[] values = new TorchNoise(name.hashCode()).normal((int) (up[0] * up[1]));
                modules.put(
                        name,
                        new LoraModule(module.down_RI().copy(scope), Tensor.of(scope, values, up), module.alpha()));
            });
        }
        try (LoraAdapter adapter = LoraAdapter.of(scope, modules)) {
            adapter.write(file, LoraFormat.MUSUBI, DType.F32, Map.of());
        }
        return store.put("runs/run-1/%s".formatted(file.getFileName()), file, ContentType.BINARY);
    }
}
