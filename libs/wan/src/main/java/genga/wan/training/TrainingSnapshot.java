package genga.wan.training;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.HeldWeights;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A training at one moment: adapter, what the optimizer remembers and the number of updates made. Owns its tensors,
/// all on the CPU.
///
/// As a file it is one safetensors file with `down.MODULE`, `up.MODULE` and the optimizer's tensors.
public final class TrainingSnapshot implements AutoCloseable {
    private static final String FORMAT = "genga.training-snapshot";
    private static final String VERSION = "1";
    private static final String DOWN = "down.";
    private static final String UP = "up.";

    private final TensorScope scope;
    private final LoraAdapter adapter;
    private final Map<String, Tensor> optimizer;
    private final Position position;

    /// How far the training was and which one it is.
    record Position(long steps, LoraRank rank, long seed) {}

    TrainingSnapshot(TensorScope scope, LoraAdapter adapter, Map<String, Tensor> optimizer, Position position) {
        this.scope = scope;
        this.adapter = adapter;
        this.optimizer = Map.copyOf(optimizer);
        this.position = position;
    }

    /// Writes the snapshot in one step: the file is whole or not there.
    public void write(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        adapter.modules().forEach((name, module) -> {
            tensors.put(DOWN + name, module.down_RI());
            tensors.put(UP + name, module.up_OR());
        });
        tensors.putAll(optimizer);
        SafetensorsWriter.write(
                file,
                tensors,
                Map.of(
                        FORMAT,
                        VERSION,
                        "steps",
                        Long.toString(position.steps()),
                        "rank",
                        Integer.toString(position.rank().rank()),
                        "alpha",
                        Double.toString(position.rank().alpha()),
                        "seed",
                        Long.toString(position.seed())));
    }

    /// Reads what [#write] wrote.
    public static TrainingSnapshot read(Path file) {
        try (Weights weights = SafetensorsFile.open(file)) {
            if (!VERSION.equals(weights.metadata().get(FORMAT))) {
                throw new WeightsException(file + " is not a training snapshot of version " + VERSION
                        + "; give the file a training saved as its state");
            }
            TensorScope adapterScope = TensorScope.open();
            TensorScope scope = TensorScope.open();
            try {
                return read(adapterScope, scope, weights);
            } catch (RuntimeException e) {
                adapterScope.close();
                scope.close();
                throw e;
            }
        }
    }

    private static TrainingSnapshot read(TensorScope adapterScope, TensorScope scope, Weights weights) {
        Map<String, String> metadata = weights.metadata();
        LoraRank rank = new LoraRank(Integer.parseInt(metadata.get("rank")), Double.parseDouble(metadata.get("alpha")));
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        Map<String, Tensor> optimizer = new LinkedHashMap<>();
        for (String name : weights.names()) {
            if (name.startsWith(DOWN)) {
                String module = name.substring(DOWN.length());
                Tensor up = copy(adapterScope, weights, UP + module);
                modules.put(module, new LoraModule(copy(adapterScope, weights, name), up, rank.alpha()));
            } else if (!name.startsWith(UP)) {
                optimizer.put(name, copy(scope, weights, name));
            }
        }
        Position position =
                new Position(Long.parseLong(metadata.get("steps")), rank, Long.parseLong(metadata.get("seed")));
        return new TrainingSnapshot(scope, LoraAdapter.of(adapterScope, modules), optimizer, position);
    }

    private static Tensor copy(TensorScope scope, Weights weights, String name) {
        try (TensorScope scratch = scope.child()) {
            return weights.tensor(scratch, name).copy(scope);
        }
    }

    /// Refuses settings under which the continuation would not be the same training.
    void requireSameTraining(TrainingSettings settings) {
        LoraRank asked = settings.rank();
        LoraRank taken = position.rank();
        if (!asked.equals(taken) || settings.seed() != position.seed()) {
            throw new IllegalArgumentException(
                    ("snapshot of another training: expected rank %d, alpha %s, seed %d, found %d, %s, %d; resume it with"
                                    + " its own settings or start anew")
                            .formatted(
                                    asked.rank(),
                                    asked.alpha(),
                                    settings.seed(),
                                    taken.rank(),
                                    taken.alpha(),
                                    position.seed()));
        }
    }

    /// Updates made before the snapshot.
    public long steps() {
        return position.steps();
    }

    LoraAdapter adapter() {
        return adapter;
    }

    Weights optimizer() {
        return new HeldWeights(optimizer, "the snapshot at step " + position.steps());
    }

    @Override
    public void close() {
        scope.close();
        adapter.close();
    }
}
