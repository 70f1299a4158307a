package genga.wan.dataset;

import java.util.List;
import java.util.TreeSet;

/// The resolutions a dataset part trains in, all of about the area of its configured resolution.
///
/// With `d(n) = n - n mod 16`, `s = floor(sqrt(area))`: for w from `d(s / 2)` in steps of 16 while `w < s + 16`, the
/// pairs `(w, d(area / w))` and turned. A size gets the bucket whose aspect ratio is nearest, the first in order on a
/// tie (musubi-tuner `dataset/bucket.py`).
public final class BucketList {
    private static final int STEP = 16;

    private final Resolution configured;
    private final boolean keepsSmall;
    private final List<Resolution> resolutions;

    private BucketList(Resolution configured, boolean keepsSmall, List<Resolution> resolutions) {
        this.configured = configured;
        this.keepsSmall = keepsSmall;
        this.resolutions = resolutions;
    }

    /// One bucket only: everything is brought to that very resolution.
    public static BucketList single(Resolution resolution) {
        return new BucketList(resolution, false, List.of(resolution));
    }

    /// All aspect ratios.
    ///
    /// @param keepsSmall sizes of no more than the configured area keep their size, rounded down to 16, instead of
    ///     being enlarged
    public static BucketList around(Resolution resolution, boolean keepsSmall) {
        return new BucketList(resolution, keepsSmall, enumerate(resolution));
    }

    /// In order of width, then height.
    public List<Resolution> resolutions() {
        return resolutions;
    }

    /// The bucket of a picture of that size. One that keeps its size must be a step wide and high at least.
    public Resolution choose(Resolution size) {
        if (keepsSmall && size.area() <= configured.area()) {
            return kept(size);
        }
        double aspect = (double) size.width() / size.height();
        Resolution nearest = resolutions.getFirst();
        double smallest = Double.POSITIVE_INFINITY;
        for (Resolution candidate : resolutions) {
            double difference = Math.abs((double) candidate.width() / candidate.height() - aspect);
            if (difference < smallest) {
                smallest = difference;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static Resolution kept(Resolution size) {
        if (size.width() < STEP || size.height() < STEP) {
            throw new IllegalArgumentException(
                    "a picture of %s is narrower than the 16 pixels buckets grow by; leave it out or let it be enlarged"
                                    .formatted(size)
                            + " with bucket_no_upscale = false");
        }
        return new Resolution(floor(size.width()), floor(size.height()));
    }

    private static List<Resolution> enumerate(Resolution resolution) {
        int side = (int) Math.sqrt((double) resolution.area());
        TreeSet<Resolution> sizes = new TreeSet<>();
        for (int width = Math.max(STEP, floor(side / 2)); width < side + STEP; width += STEP) {
            int height = floor((int) (resolution.area() / width));
            if (height > 0) {
                sizes.add(new Resolution(width, height));
                sizes.add(new Resolution(height, width));
            }
        }
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException(
                    "resolution %s is too small for buckets of 16 pixels; use at least 32x32".formatted(resolution));
        }
        return List.copyOf(sizes);
    }

    private static int floor(int pixels) {
        return pixels - pixels % STEP;
    }
}
