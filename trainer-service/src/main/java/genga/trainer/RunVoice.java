package genga.trainer;

import genga.chassis.Facts;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.StoredObject;
import genga.wan.training.StepReport;
import java.time.Clock;
import java.util.OptionalDouble;

/// What a run tells the others. The same event of the same run has the same name however often it is told.
record RunVoice(TrainingRequested order, Facts facts, Clock clock) {

    void progressed(TrainingRecipe recipe, StepReport report, int epoch, double meanLoss, double secondsPerStep) {
        int step = Math.toIntExact(report.step());
        facts.send(new TrainingProgressed(
                header("TrainingProgressed", step),
                order.run(),
                order.project(),
                step,
                recipe.steps(),
                epoch,
                report.loss(),
                meanLoss,
                report.gradientNorm(),
                report.learningRate(),
                secondsPerStep));
    }

    void checkpointSaved(int step, int epoch, StoredObject adapter, OptionalDouble validationLoss) {
        facts.send(new CheckpointSaved(
                header("CheckpointSaved", step), order.run(), order.project(), step, epoch, adapter, validationLoss));
    }

    void previewRendered(int step, int prompt, StoredObject clip, StoredObject poster) {
        facts.send(new PreviewRendered(
                header("PreviewRendered", step, prompt), order.run(), order.project(), step, prompt, clip, poster));
    }

    void ended(TrainingOutcome outcome) {
        facts.send(new TrainingEnded(header("TrainingEnded"), order.run(), order.project(), outcome));
    }

    private FactHeader header(String fact, Object... identity) {
        Object[] named = new Object[identity.length + 2];
        named[0] = fact;
        named[1] = order.run();
        System.arraycopy(identity, 0, named, 2, identity.length);
        return FactHeader.of(clock.instant(), named);
    }
}
