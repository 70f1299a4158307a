package genga.wan.training;

import genga.wan.adapter.LoraAdapter;
import genga.wan.adapter.LoraModule;
import genga.wan.adapter.LoraRank;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A training at one moment: adapter, both AdamW moments and the number of updates made. Owns its tensors, all on the
/// CPU.
///
/// As a file it is one safetensors file with `down.MODULE`, `up.MODULE`, `moment1.N`, `moment2.N`.
public final class TrainingSnapshot implements AutoCloseable {
    private static final String FORMAT = "genga.training-snapshot";
    private static final String VERSION = "1";

    private final TensorScope scope;
    private final LoraAdapter adapter;
    private final List<Tensor> firstMoments;
    private final List<Tensor> secondMoments;
    private final Position position;

    /// How far the training was and which one it is.
    record Position(long steps, LoraRank rank, long seed) {}

    TrainingSnapshot(
            TensorScope scope,
            LoraAdapter adapter,
            List<Tensor> firstMoments,
            List<Tensor> secondMoments,
            Position position) {
        this.scope = scope;
        this.adapter = adapter;
        this.firstMoments = List.copyOf(firstMoments);
        this.secondMoments = List.copyOf(secondMoments);
        this.position = position;
    }

    /// Writes the snapshot in one step: the file is whole or not there.
    public void write(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        adapter.modules().forEach((name, module) -> {
            tensors.put("down." + name, module.down_RI());
            tensors.put("up." + name, module.up_OR());
        });
        for (int i = 0; i < firstMoments.size(); i++) {
            tensors.put("moment1." + i, firstMoments.get(i));
            tensors.put("moment2." + i, secondMoments.get(i));
        }
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
            TensorScope scope = TensorScope.open();
            try {
                return read(scope, weights);
            } catch (RuntimeException e) {
                scope.close();
                throw e;
            }
        }
    }

    private static TrainingSnapshot read(TensorScope scope, Weights weights) {
        Map<String, String> metadata = weights.metadata();
        LoraRank rank = new LoraRank(Integer.parseInt(metadata.get("rank")), Double.parseDouble(metadata.get("alpha")));
        TensorScope adapterScope = TensorScope.open();
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        for (String name : weights.names()) {
            if (name.startsWith("down.")) {
                String module = name.substring("down.".length());
                Tensor up = copy(adapterScope, weights, "up." + module);
                modules.put(module, new LoraModule(copy(adapterScope, weights, name), up, rank.alpha()));
            }
        }
        return new TrainingSnapshot(
                scope,
                LoraAdapter.of(adapterScope, modules),
                moments(scope, weights, "moment1.", 2 * modules.size()),
                moments(scope, weights, "moment2.", 2 * modules.size()),
                new Position(Long.parseLong(metadata.get("steps")), rank, Long.parseLong(metadata.get("seed"))));
    }

    private static List<Tensor> moments(TensorScope scope, Weights weights, String prefix, int count) {
        List<Tensor> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moments.add(copy(scope, weights, prefix + i));
        }
        return moments;
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
                    "snapshot of another training: expected rank %d, alpha %s, seed %d, found %d, %s, %d"
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

    List<Tensor> firstMoments() {
        return firstMoments;
    }

    List<Tensor> secondMoments() {
        return secondMoments;
    }

    @Override
    public void close() {
        scope.close();
        adapter.close();
    }
}
