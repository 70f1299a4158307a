package genga.trainer;

import java.time.Duration;

/// What a run works with.
///
/// @param snapshotEvery the longest time between two snapshots
record RunTools(
        RunVoice voice,
        CachedExamples examples,
        Checkpoints checkpoints,
        RunSnapshots snapshots,
        Validation validation,
        Previews previews,
        Duration snapshotEvery) {}
