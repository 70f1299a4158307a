package genga.cache;

import genga.chassis.Refused;
import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Problem;
import genga.wan.dataset.ClipBuckets;
import genga.wan.dataset.EpochPlan;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.FrameExtraction;
import genga.wan.dataset.LostFragment;
import genga.wan.dataset.MediaSource;
import genga.wan.dataset.Medium;
import genga.wan.dataset.PartSettings;
import genga.wan.dataset.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The epoch of a frozen dataset: which fragments of which clips, and what was asked for and is lost.
final class EpochPlanning {

    private EpochPlanning() {}

    /// @throws Refused when not one fragment comes out
    static EpochPlan plan(DatasetManifest manifest) {
        List<genga.wan.dataset.DatasetPart> parts =
                manifest.parts().stream().map(part -> part(manifest, part)).toList();
        EpochPlan plan = EpochPlan.of(parts, part -> media(manifest, part), ClipBuckets.AS_MUSUBI_CACHES);
        if (plan.fragments().isEmpty()) {
            throw new Refused(new Problem(
                    "dataset " + manifest.dataset(),
                    "%d clips and stills in %d parts, of which none gives a fragment %s"
                            .formatted(manifest.clips().size(), parts.size(), lostByReason(plan)),
                    "at least one clip as long as a part's shortest target frame count",
                    "keep longer clips, or give a part smaller target frames"));
        }
        return plan;
    }

    static Map<String, Integer> lostByReason(EpochPlan plan) {
        Map<String, Integer> lost = new TreeMap<>();
        plan.lost().forEach(fragment -> lost.merge(fragment.reason().label(), 1, Integer::sum));
        return lost;
    }

    /// The losses as the index names them, with the numbers that explain each.
    static List<CacheIndex.LostFragment> lost(EpochPlan plan, DatasetManifest manifest) {
        Map<String, Integer> frames = manifest.clips().stream()
                .collect(Collectors.toMap(clip -> clip.clip().value(), CaptionedClip::frames));
        return plan.lost().stream()
                .map(lost -> new CacheIndex.LostFragment(
                        new ClipId(lost.medium()),
                        lost.part(),
                        lost.target().value(),
                        reason(lost, frames.get(lost.medium()))))
                .toList();
    }

    private static String reason(LostFragment lost, int frames) {
        return "%s: %s (%d frames, window of %d)"
                .formatted(
                        lost.reason().label(),
                        lost.reason().meaning(),
                        frames,
                        lost.target().value());
    }

    /// A part is made of clips or of stills, never of both.
    private static List<Medium> media(DatasetManifest manifest, genga.wan.dataset.DatasetPart part) {
        genga.contracts.vocabulary.Medium wanted = switch (part) {
            case genga.wan.dataset.DatasetPart.OfStills stills -> genga.contracts.vocabulary.Medium.STILL;
            case genga.wan.dataset.DatasetPart.OfClips clips -> genga.contracts.vocabulary.Medium.CLIP;
        };
        return manifest.clips().stream()
                .filter(clip -> clip.medium() == wanted)
                .map(EpochPlanning::medium)
                .toList();
    }

    private static Medium medium(CaptionedClip clip) {
        Resolution size =
                new Resolution(clip.resolution().width(), clip.resolution().height());
        return new Medium(clip.clip().value(), size, clip.frames());
    }

    private static genga.wan.dataset.DatasetPart part(DatasetManifest manifest, DatasetPart part) {
        PartSettings settings =
                new PartSettings(new Resolution(part.width(), part.height()), 1, part.repeats(), true, false);
        Path folder = Path.of(manifest.dataset().value());
        MediaSource source = new MediaSource(folder, Optional.empty(), Optional.empty(), folder);
        if (part.medium() == genga.contracts.vocabulary.Medium.STILL) {
            return new genga.wan.dataset.DatasetPart.OfStills(settings, source);
        }
        List<FrameCount> targets = part.targetFrames().isEmpty()
                ? List.of(new FrameCount(1))
                : part.targetFrames().stream().map(FrameCount::new).toList();
        return new genga.wan.dataset.DatasetPart.OfClips(settings, source, extraction(part), targets, Optional.empty());
    }

    /// One sample spread over a clip is its beginning, as musubi-tuner has it.
    private static FrameExtraction extraction(DatasetPart part) {
        return switch (part.extraction()) {
            case HEAD -> new FrameExtraction.Head();
            case CHUNK -> new FrameExtraction.Chunk();
            case SLIDE -> new FrameExtraction.Slide(part.stride());
            case UNIFORM ->
                part.samples() == 1 ? new FrameExtraction.Head() : new FrameExtraction.Uniform(part.samples());
            case FULL -> new FrameExtraction.Full(part.maxFrames());
        };
    }
}
