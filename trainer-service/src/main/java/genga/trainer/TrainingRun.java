package genga.trainer;

import genga.chassis.work.WorkSignals;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.vocabulary.StoredObject;
import genga.wan.optimizer.LearningRateSchedule;
import genga.wan.tensor.TensorScope;
import genga.wan.training.LoraTraining;
import genga.wan.training.StepReport;
import genga.wan.training.TrainingItem;
import genga.wan.training.TrainingSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The steps of one run, from wherever it stands to its end. Which item a step takes, its noise and its noise level
/// depend on the seed and the step alone, so a run continued from a snapshot is the run that never stopped.
final class TrainingRun {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final RunPlan plan;
    private final RunTools tools;
    private final LoraTraining training;
    private final LossHistory losses;
    private final ItemOrder order;
    private final LearningRateSchedule rates;
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
        this.rates = RecipeRules.rates(plan.recipe());
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
        double rate = plan.recipe().learningRate() * rates.factor(training.steps());
        StepReport report;
        try (TensorScope scope = TensorScope.open()) {
            report = training.step(items(scope), rate);
        }
        losses.add(report.loss());
        timer.stepped();
        boolean last = step() == plan.recipe().steps();
        if (last || progress.due()) {
            tools.voice()
                    .progressed(
                            plan.recipe(), report, epoch(), losses.meanOfLast(stepsPerEpoch()), timer.secondsPerStep());
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
        int window = Math.min(stepsPerEpoch(), Math.max(1, recipe.steps() / 10));
        return new TrainingOutcome.Finished(
                recipe.steps(),
                losses.meanOfFirst(window),
                losses.meanOfLast(window),
                tools.checkpoints().last(plan));
    }

    private int step() {
        return Math.toIntExact(training.steps());
    }

    /// The items of the next step, numbered through the whole run.
    private List<TrainingItem> items(TensorScope scope) throws IOException {
        int count = plan.recipe().itemsPerStep();
        List<TrainingItem> items = new ArrayList<>();
        for (long number = training.steps() * count; items.size() < count; number++) {
            items.add(tools.examples().example(scope, order.item(number), number));
        }
        return items;
    }

    private int stepsPerEpoch() {
        return Math.ceilDiv(order.epochLength(), plan.recipe().itemsPerStep());
    }

    private int epoch() {
        return order.epochOf(training.steps() * plan.recipe().itemsPerStep() - 1) + 1;
    }
}
