package genga.wan.weights;

import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Named tensors of a model, read in place.
///
/// Tensors handed out look at this object's memory: close every scope that holds one before closing the weights, and
/// never change one in place.
public interface Weights extends AutoCloseable {
    /// Names in file order.
    Set<String> names();

    /// Type, shape and place of one tensor; a missing name is an error that says where it was looked for.
    TensorEntry entry(String name);

    /// The tensor itself, on the CPU, without a copy.
    Tensor tensor(TensorScope scope, String name);

    /// The text metadata of the file, empty when there is none.
    Map<String, String> metadata();

    /// Where these weights come from, for messages.
    String origin();

    default boolean has(String name) {
        return names().contains(name);
    }

    default DType dtype(String name) {
        return entry(name).dtype();
    }

    default long[] shape(String name) {
        return entry(name).shape();
    }

    /// These weights without the prefix ComfyUI and some publishers put before every model key.
    default Weights withoutModelPrefix() {
        return RenamedWeights.of(this, name -> Optional.of(KeyStyle.withoutPrefix(name)));
    }

    /// The files that are opened together with `path`, itself among them: one, or all parts of a sharded set.
    static List<Path> files(Path path) {
        return ShardedWeights.isPart(path) ? ShardedWeights.partsOf(path) : List.of(path);
    }

    /// Opens a safetensors file, all parts of a sharded set named by one of them, or a `.pth` archive.
    static Weights open(Path path) {
        return switch (WeightsFormat.of(path)) {
            case SAFETENSORS -> ShardedWeights.isPart(path) ? ShardedWeights.open(path) : SafetensorsFile.open(path);
            case TORCH_ZIP -> TorchFile.open(path);
            case BARE_PICKLE ->
                throw other(path, "a bare pickle, as torch wrote before 1.6", "save it with a newer torch");
            case GGUF -> throw other(path, "a GGUF file", "get the model in fp8, which is as small");
            case LFS_POINTER -> throw other(path, "git's pointer to a file", "run `git lfs pull` where it came from");
            case WEB_PAGE -> throw other(path, "a web page", "fetch the file itself; its site may want you to log in");
        };
    }

    private static WeightsException other(Path path, String found, String remedy) {
        return new WeightsException(
                "%s is %s; expected safetensors or a zip archive of torch.save: %s".formatted(path, found, remedy));
    }

    @Override
    void close();
}
