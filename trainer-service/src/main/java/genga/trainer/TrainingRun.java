package genga.trainer;

import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.vocabulary.StoredObject;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.StepReport;
import genga.wan.training.TrainingSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/// The steps of one run, from wherever it stands to its end. Which item a step takes, its noise and its noise level
/// depend on the seed and the step alone, so a run continued from a snapshot is the run that never stopped.
final class TrainingRun {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final RunPlan plan;
    private final RunTools tools;
    private final LoraTraining training;
    private final LossHistory losses;
    private final ItemOrder order;
    private final Pace progress;
    private final Pace snapshots;
    private final StepTimer timer;

    /// @param losses of the steps `training` has behind it
    TrainingRun(RunPlan plan, RunTools tools, LoraTraining training, LossHistory losses) {
        this.plan = plan;
        this.tools = tools;
        this.training = training;
        this.losses = losses;
        this.order = plan.itemOrder();
        Clock clock = tools.voice().clock();
        this.progress = new Pace(clock, A_SECOND, true);
        this.snapshots = new Pace(clock, tools.snapshotEvery(), false);
        this.timer = new StepTimer(clock);
    }

    TrainingOutcome run(WorkSignals signals) throws IOException, WorkInterrupted {
        while (training.steps() < plan.recipe().steps()) {
            if (signals.stopping()) {
                saveSnapshot();
            }
            signals.checkpoint();
            if (signals.cancelled()) {
                return new TrainingOutcome.Cancelled(step());
            }
            takeStep(signals);
        }
        return finished();
    }

    private void takeStep(WorkSignals signals) throws IOException, WorkInterrupted {
        StepReport report;
        try (TensorScope scope = TensorScope.open()) {
            long number = training.steps();
            report = training.step(tools.examples().example(scope, order.item(number), number));
        }
        losses.add(report.loss());
        timer.stepped();
        boolean last = step() == plan.recipe().steps();
        if (last || progress.due()) {
            tools.voice()
                    .progressed(
                            plan.recipe(),
                            report,
                            epoch(),
                            losses.meanOfLast(order.epochLength()),
                            timer.secondsPerStep());
            progress.done();
        }
        if (signals.takeSaveWanted() || last || step() % plan.recipe().checkpointEvery() == 0) {
            saveCheckpoint(signals);
            saveSnapshot();
        } else if (snapshots.due()) {
            saveSnapshot();
        }
    }

    private void saveCheckpoint(WorkSignals signals) throws IOException, WorkInterrupted {
        StoredObject adapter = tools.checkpoints().save(plan, order, training);
        tools.voice()
                .checkpointSaved(step(), epoch(), adapter, tools.validation().loss(training));
        tools.previews().render(training, step(), signals);
    }

    private void saveSnapshot() throws IOException {
        try (TrainingSnapshot snapshot = training.snapshot()) {
            tools.snapshots().save(snapshot, losses);
        }
        snapshots.done();
    }

    private TrainingOutcome finished() {
        TrainingRecipe recipe = plan.recipe();
        int window = Math.min(order.epochLength(), Math.max(1, recipe.steps() / 10));
        return new TrainingOutcome.Finished(
                recipe.steps(),
                losses.meanOfFirst(window),
                losses.meanOfLast(window),
                tools.checkpoints().last(plan));
    }

    private int step() {
        return Math.toIntExact(training.steps());
    }

    private int epoch() {
        return order.epochOf(training.steps() - 1) + 1;
    }
}
