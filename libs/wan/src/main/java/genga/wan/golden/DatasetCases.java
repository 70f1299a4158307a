package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.dataset.ClipBuckets;
import genga.wan.dataset.DatasetConfig;
import genga.wan.dataset.DatasetPart;
import genga.wan.dataset.EpochPlan;
import genga.wan.dataset.LostFragment;
import genga.wan.dataset.Medium;
import genga.wan.dataset.PartSettings;
import genga.wan.dataset.PlannedFragment;
import genga.wan.dataset.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A whole dataset file planned over clips of given lengths, scenario by scenario.
final class DatasetCases {
    private static final Pattern CLIPS = Pattern.compile("(\\d+) clips (\\d+)x(\\d+)");
    private static final Pattern IMAGES = Pattern.compile("(\\d+) images (\\d+)x(\\d+)");
    private static final int STILL_FRAMES_IN_KEY = 9;

    private DatasetCases() {}

    static List<Comparison> run(GoldenCase golden) {
        DatasetConfig config =
                DatasetConfig.fromToml(golden.manifest().path("toml").asText());
        String description = golden.manifest().path("description").asText();
        List<Comparison> comparisons = new ArrayList<>();
        golden.manifest().path("scenarios").properties().forEach(scenario -> {
            EpochPlan plan = EpochPlan.of(
                    config.parts(),
                    part -> media(part, scenario.getValue(), description),
                    ClipBuckets.AS_MUSUBI_CACHES);
            comparisons.add(Comparison.equal(
                    scenario.getKey() + " items",
                    scenario.getValue().path("total_samples_per_epoch").asInt(),
                    plan.items()));
            for (int part = 0; part < config.parts().size(); part++) {
                comparisons.addAll(part(
                        scenario.getKey() + " dataset " + part,
                        scenario.getValue().path("datasets").path(part),
                        plan,
                        part));
            }
        });
        return comparisons;
    }

    private static List<Medium> media(DatasetPart part, JsonNode scenario, String description) {
        List<Medium> media = new ArrayList<>();
        switch (part) {
            case DatasetPart.OfStills stills -> {
                Matcher images = found(IMAGES, description);
                for (int i = 0; i < Integer.parseInt(images.group(1)); i++) {
                    media.add(new Medium("img_%03d".formatted(i), size(images), 1));
                }
            }
            case DatasetPart.OfClips clips -> {
                Resolution size = size(found(CLIPS, description));
                int number = 0;
                for (JsonNode frames : scenario.path("clip_frames")) {
                    media.add(new Medium("clip_%03d".formatted(number++), size, frames.asInt()));
                }
            }
        }
        return media;
    }

    private static Matcher found(Pattern media, String description) {
        Matcher matcher = media.matcher(description);
        if (!matcher.find()) {
            throw new IllegalArgumentException("the case's description must say how many media of what size there are,"
                    + " as in \"240 clips 1920x1040, 120 images 768x768\"; it says \"" + description + "\"");
        }
        return matcher;
    }

    private static Resolution size(Matcher media) {
        return new Resolution(Integer.parseInt(media.group(2)), Integer.parseInt(media.group(3)));
    }

    private static List<Comparison> part(String name, JsonNode expected, EpochPlan plan, int part) {
        List<PlannedFragment> fragments = plan.fragments().stream()
                .filter(fragment -> fragment.part() == part)
                .toList();
        List<String> files =
                fragments.stream().map(PlannedFragment::cacheFile).sorted().toList();
        List<String> samples = BucketCases.texts(expected.path("sample_cache_names"));
        return List.of(
                Comparison.equal(
                        name + " cache files", expected.path("cache_files").asInt(), fragments.size()),
                Comparison.equal(
                        name + " windows",
                        expected.path("windows_extracted").asInt(),
                        fragments.size() + lost(plan, part, LostFragment.Reason.DUPLICATE_CROP::equals)),
                Comparison.equal(name + " buckets", buckets(expected.path("buckets")), buckets(plan, part)),
                Comparison.equal(name + " names", samples, files.subList(0, Math.min(samples.size(), files.size()))));
    }

    private static int lost(EpochPlan plan, int part, Predicate<LostFragment.Reason> reason) {
        return (int) plan.lost().stream()
                .filter(fragment -> fragment.part() == part && reason.test(fragment.reason()))
                .count();
    }

    private static Map<String, Integer> buckets(JsonNode expected) {
        Map<String, Integer> counts = new TreeMap<>();
        expected.properties()
                .forEach(bucket -> counts.put(bucket.getKey(), bucket.getValue().asInt()));
        return counts;
    }

    /// A still's bucket is written with a third number there that has no meaning for Wan.
    private static Map<String, Integer> buckets(EpochPlan plan, int part) {
        boolean stills = plan.parts().get(part) instanceof DatasetPart.OfStills;
        PartSettings settings = plan.parts().get(part).settings();
        Map<String, Integer> counts = new TreeMap<>();
        plan.buckets(part).forEach((bucket, distinct) -> {
            Resolution trained =
                    stills ? bucket.resolution() : settings.buckets().choose(bucket.resolution());
            String key = trained + "x"
                    + (stills ? STILL_FRAMES_IN_KEY : bucket.frames().value());
            counts.merge(key, distinct * settings.repeats(), Integer::sum);
        });
        return counts;
    }
}
