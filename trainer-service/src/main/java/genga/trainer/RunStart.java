package genga.trainer;

import genga.trainer.RunSnapshots.RunSnapshot;
import genga.wan.adapter.LoraAdapter;
import genga.wan.training.LoraTraining;
import genga.wan.training.TrainingSettings;
import genga.wan.training.TrainingSnapshot;
import genga.wan.transformer.WanTransformer;

/// What a run begins with. Once it has begun, nothing is held here any more.
sealed interface RunStart extends AutoCloseable {

    LoraTraining begin(WanTransformer base, TrainingSettings settings);

    /// Of the steps made before.
    LossHistory losses();

    @Override
    void close();

    /// The run was here before.
    record GoingOn(RunSnapshot snapshot) implements RunStart {
        @Override
        public LoraTraining begin(WanTransformer base, TrainingSettings settings) {
            try (TrainingSnapshot training = snapshot.training()) {
                return LoraTraining.resume(base, settings, training);
            }
        }

        @Override
        public LossHistory losses() {
            return snapshot.losses();
        }

        @Override
        public void close() {
            snapshot.training().close();
        }
    }

    /// The factors of an adapter that exists.
    record FromAdapter(LoraAdapter adapter) implements RunStart {
        @Override
        public LoraTraining begin(WanTransformer base, TrainingSettings settings) {
            try (adapter) {
                return LoraTraining.startFrom(base, settings, adapter);
            }
        }

        @Override
        public LossHistory losses() {
            return new LossHistory();
        }

        @Override
        public void close() {
            adapter.close();
        }
    }

    /// Factors that change nothing yet.
    record Afresh() implements RunStart {
        @Override
        public LoraTraining begin(WanTransformer base, TrainingSettings settings) {
            return LoraTraining.start(base, settings);
        }

        @Override
        public LossHistory losses() {
            return new LossHistory();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
