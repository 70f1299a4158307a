package genga.wan.dataset;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One `[[datasets]]` section of a dataset file.
public sealed interface DatasetPart {
    PartSettings settings();

    MediaSource source();

    /// A part of stills.
    record OfStills(PartSettings settings, MediaSource source) implements DatasetPart {}

    /// A part of clips.
    ///
    /// @param extraction how windows are chosen
    /// @param targets window lengths, ascending, each once
    /// @param sourceFps if present, faster clips are brought to 16 frames a second by [FrameDrop]
    record OfClips(
            PartSettings settings,
            MediaSource source,
            FrameExtraction extraction,
            List<FrameCount> targets,
            Optional<Double> sourceFps)
            implements DatasetPart {
        public OfClips {
            targets = List.copyOf(new TreeSet<>(targets));
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("target_frames must name at least one length, such as [1, 21]");
            }
        }

        /// Frames of a clip after [FrameDrop].
        public int framesOf(int decodedFrames) {
            return sourceFps
                    .map(fps -> FrameDrop.kept(decodedFrames, fps).size())
                    .orElse(decodedFrames);
        }

        /// Every window a clip gives, shortest target first; windows may coincide.
        public List<Window> windows(int decodedFrames) {
            int frames = framesOf(decodedFrames);
            if (extraction instanceof FrameExtraction.Full) {
                return extraction.windows(frames, targets.getFirst());
            }
            return targets.stream()
                    .flatMap(target -> extraction.windows(frames, target).stream())
                    .toList();
        }
    }
}
