package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.dataset.BucketList;
import genga.wan.dataset.CacheName;
import genga.wan.dataset.ClipBuckets;
import genga.wan.dataset.DatasetConfig;
import genga.wan.dataset.DatasetPart;
import genga.wan.dataset.Framing;
import genga.wan.dataset.Resolution;
import genga.wan.dataset.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/// Buckets, windows of every extraction, cache file names and resize geometry, row by row.
final class BucketCases {
    private BucketCases() {}

    static List<Comparison> run(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        golden.manifest()
                .path("bucket_lists")
                .properties()
                .forEach(list -> comparisons.add(Comparison.equal(
                        "buckets of " + list.getKey(), pairs(list.getValue()), buckets(list.getKey()))));
        int number = 0;
        for (JsonNode row : golden.manifest().path("rows")) {
            comparisons.addAll(checked("row " + number++, row));
        }
        number = 0;
        for (JsonNode row : golden.manifest().path("resize")) {
            comparisons.add(resize("resize " + number++, row));
        }
        return comparisons;
    }

    private static List<String> buckets(String label) {
        String[] sides = label.split("x");
        Resolution resolution = new Resolution(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        return BucketList.around(resolution, false).resolutions().stream()
                .map(Resolution::toString)
                .toList();
    }

    /// The reference rounds a side under 16 down to a bucket of nothing; here such a size is refused.
    private static List<Comparison> checked(String name, JsonNode row) {
        JsonNode bucket = row.path("bucket_reso");
        boolean nothing = bucket.path(0).asInt() == 0 || bucket.path(1).asInt() == 0;
        try {
            List<Comparison> found = row(name, row);
            return nothing ? List.of(Comparison.failed(name, "a bucket without pixels was not refused")) : found;
        } catch (IllegalArgumentException refused) {
            return List.of(
                    nothing
                            ? Comparison.equal(name + " is refused", true, true)
                            : Comparison.failed(name, refused.getMessage()));
        }
    }

    private static List<Comparison> row(String name, JsonNode row) {
        DatasetPart.OfClips part = part(row);
        Resolution size =
                new Resolution(row.path("width").asInt(), row.path("height").asInt());
        Resolution cached =
                part.settings().buckets(ClipBuckets.AS_MUSUBI_CACHES).choose(size);
        List<Window> windows = part.windows(row.path("frames").asInt()).stream()
                .sorted(Comparator.comparingInt(Window::start).thenComparing(Window::length))
                .toList();
        List<Comparison> comparisons = new ArrayList<>(windows(name, row, windows, cached));
        comparisons.addAll(List.of(
                Comparison.equal(
                        name + " bucket",
                        pair(row.path("bucket_reso")),
                        part.settings().buckets().choose(size).toString()),
                Comparison.equal(name + " video bucket", pair(row.path("video_cache_bucket_reso")), cached.toString()),
                Comparison.equal(
                        name + " extraction",
                        row.path("effective_mode").asText(),
                        part.extraction().label())));
        return comparisons;
    }

    private static List<Comparison> windows(String name, JsonNode row, List<Window> windows, Resolution cached) {
        return List.of(
                Comparison.equal(
                        name + " windows",
                        pairs(row.path("windows")),
                        windows.stream()
                                .map(window ->
                                        window.start() + "x" + window.length().value())
                                .toList()),
                Comparison.equal(
                        name + " cache files",
                        texts(row.path("cache_files")),
                        windows.stream()
                                .map(window -> CacheName.ofFragment("clip", window, cached))
                                .distinct()
                                .sorted()
                                .toList()));
    }

    private static DatasetPart.OfClips part(JsonNode row) {
        String json = """
                {"datasets": [{"video_directory": "clips", "cache_directory": "cache", "resolution": %s,
                 "enable_bucket": %s, "bucket_no_upscale": %s, "target_frames": %s, "frame_extraction": %s,
                 "frame_stride": %s, "frame_sample": %s, "max_frames": %s}]}""".formatted(
                        row.path("resolution"),
                        row.path("enable_bucket"),
                        row.path("bucket_no_upscale"),
                        row.path("target_frames_in"),
                        row.path("mode"),
                        row.path("frame_stride"),
                        row.path("frame_sample"),
                        row.path("max_frames"));
        return (DatasetPart.OfClips) DatasetConfig.fromJson(json).parts().getFirst();
    }

    private static Comparison resize(String name, JsonNode row) {
        JsonNode bucket = row.path("bucket");
        Framing framing = Framing.of(
                new Resolution(row.path("width").asInt(), row.path("height").asInt()),
                new Resolution(bucket.path(0).asInt(), bucket.path(1).asInt()));
        String expected = "%s at %s,%s enlarges %s"
                .formatted(
                        pair(row.path("resized")),
                        row.path("crop_left"),
                        row.path("crop_top"),
                        row.path("filter").asText().contains("LANCZOS"));
        String found = "%s at %d,%d enlarges %s"
                .formatted(framing.resized(), framing.left(), framing.top(), framing.enlarges());
        return Comparison.equal(name, expected, found);
    }

    private static String pair(JsonNode pair) {
        return pair.path(0).asInt() + "x" + pair.path(1).asInt();
    }

    private static List<String> pairs(JsonNode pairs) {
        return StreamSupport.stream(pairs.spliterator(), false)
                .map(BucketCases::pair)
                .toList();
    }

    static List<String> texts(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
