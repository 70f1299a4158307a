package genga.curation.screening;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;

/// A clip or still that is to be judged.
///
/// @param frames decoded, at 16 fps; 1 for a still
public record Candidate(ClipId clip, Kind kind, int frames, ClipMeasures measures) {

    /// What is expected of it.
    public enum Kind {
        /// It moves.
        CLIP,
        /// A picture that a person brought along.
        STILL,
        /// A picture that ingest picked: however good, a person decides.
        PROPOSAL
    }
}
