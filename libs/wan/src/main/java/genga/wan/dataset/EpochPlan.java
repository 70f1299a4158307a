package genga.wan.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Every item one epoch trains on, and every window that was asked for and lost, with its reason.
///
/// @param fragments the distinct items, part by part; repeats are not unrolled
/// @param lost what does not become an item
public record EpochPlan(List<DatasetPart> parts, List<PlannedFragment> fragments, List<LostFragment> lost) {
    public EpochPlan {
        parts = List.copyOf(parts);
        fragments = List.copyOf(fragments);
        lost = List.copyOf(lost);
    }

    /// @param media the media of a part, in order
    public static EpochPlan of(
            List<DatasetPart> parts, Function<DatasetPart, List<Medium>> media, ClipBuckets clipBuckets) {
        Builder builder = new Builder(clipBuckets);
        for (int index = 0; index < parts.size(); index++) {
            builder.addPart(index, parts.get(index), media.apply(parts.get(index)));
        }
        return new EpochPlan(parts, builder.fragments, builder.lost);
    }

    /// Items of an epoch, repeats counted: what musubi-tuner calls `num_train_items`.
    public int items() {
        return fragments.stream()
                .mapToInt(fragment -> settings(fragment).repeats())
                .sum();
    }

    /// Distinct items per bucket of one part.
    public Map<Bucket, Integer> buckets(int part) {
        Map<Bucket, Integer> counts = new TreeMap<>();
        fragments.stream()
                .filter(fragment -> fragment.part() == part)
                .forEach(fragment -> counts.merge(fragment.bucket(), 1, Integer::sum));
        return counts;
    }

    /// Steps of an epoch: batches never mix parts or buckets, and the last of a bucket may be smaller.
    public int batches() {
        int batches = 0;
        for (int part = 0; part < parts.size(); part++) {
            PartSettings settings = parts.get(part).settings();
            for (int count : buckets(part).values()) {
                batches += Math.ceilDiv(count * settings.repeats(), settings.batchSize());
            }
        }
        return batches;
    }

    private PartSettings settings(PlannedFragment fragment) {
        return parts.get(fragment.part()).settings();
    }

    private static final class Builder {
        private final ClipBuckets clipBuckets;
        private final List<PlannedFragment> fragments = new ArrayList<>();
        private final List<LostFragment> lost = new ArrayList<>();

        Builder(ClipBuckets clipBuckets) {
            this.clipBuckets = clipBuckets;
        }

        void addPart(int index, DatasetPart part, List<Medium> media) {
            Set<String> names = new HashSet<>();
            for (Medium medium : media) {
                boolean fresh = names.add(medium.base());
                switch (part) {
                    case DatasetPart.OfStills stills -> addStill(index, stills, medium, fresh);
                    case DatasetPart.OfClips clips -> addClip(index, clips, medium, fresh);
                }
            }
        }

        private void addStill(int index, DatasetPart.OfStills part, Medium medium, boolean fresh) {
            FrameCount one = new FrameCount(1);
            if (!fresh) {
                lost.add(new LostFragment(index, medium.base(), one, LostFragment.Reason.SAME_NAME));
                return;
            }
            Bucket bucket = new Bucket(part.settings().buckets().choose(medium.size()), one);
            String file = CacheName.ofStill(medium.base(), medium.size());
            fragments.add(new PlannedFragment(index, medium, new Window(0, one), bucket, file));
        }

        private void addClip(int index, DatasetPart.OfClips part, Medium medium, boolean fresh) {
            Resolution bucket = part.settings().buckets(clipBuckets).choose(medium.size());
            Set<Window> seen = new HashSet<>();
            for (Window window : part.windows(medium.frames())) {
                if (fresh && seen.add(window)) {
                    String file = CacheName.ofFragment(medium.base(), window, bucket);
                    Bucket shape = new Bucket(bucket, window.length());
                    fragments.add(new PlannedFragment(index, medium, window, shape, file));
                } else {
                    LostFragment.Reason reason =
                            fresh ? LostFragment.Reason.DUPLICATE_CROP : LostFragment.Reason.SAME_NAME;
                    lost.add(new LostFragment(index, medium.base(), window.length(), reason));
                }
            }
            addTooShort(index, part, medium);
        }

        private void addTooShort(int index, DatasetPart.OfClips part, Medium medium) {
            if (part.extraction() instanceof FrameExtraction.Full) {
                return;
            }
            int frames = part.framesOf(medium.frames());
            for (FrameCount target : part.targets()) {
                for (int i = 0; frames < target.value() && i < part.extraction().intended(); i++) {
                    lost.add(new LostFragment(index, medium.base(), target, LostFragment.Reason.TOO_SHORT));
                }
            }
        }
    }
}
