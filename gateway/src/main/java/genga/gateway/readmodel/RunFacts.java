package genga.gateway.readmodel;

import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import java.util.List;
import java.util.Optional;

/// What is known of a run.
///
/// @param progressed  the latest step
/// @param checkpoints by step
/// @param previews    by step and prompt
public record RunFacts(
        TrainingRequested requested,
        Optional<TrainingProgressed> progressed,
        Optional<TrainingEnded> ended,
        List<CheckpointSaved> checkpoints,
        List<PreviewRendered> previews) {}
