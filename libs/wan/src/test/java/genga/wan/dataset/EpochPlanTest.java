package genga.wan.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochPlanTest {
    private static final FrameCount FORTY_FIVE = new FrameCount(45);
    private static final Resolution WIDE = new Resolution(1920, 1040);

    /// The four rows of the reference run over 240 clips and 120 stills: three parts of 120, 2 x 240 and 2 x 240
    /// items.
    @ParameterizedTest(name = "{1} of {0} frames give {2} items")
    @CsvSource({"60,0,1080", "45,2,1078", "44,1,1078", "44,2,1076"})
    void shortClipsLoseTheItemsTheReferenceLoses(int frames, int shortClips, int items) {
        List<DatasetPart> parts = List.of(
                new DatasetPart.OfStills(settings(768, 768), source("stills")),
                clips(new FrameExtraction.Head(), 768, 416, new FrameCount(1), new FrameCount(21)),
                clips(new FrameExtraction.Uniform(2), 384, 208, FORTY_FIVE));

        EpochPlan plan = EpochPlan.of(parts, part -> media(part, frames, shortClips), ClipBuckets.AS_MUSUBI_CACHES);

        assertThat(plan.items()).isEqualTo(items);
        assertThat(plan.batches()).isEqualTo(items);
        assertThat(plan.lost()).hasSize(1080 - items);
    }

    @Test
    void aClipShorterThanTheWindowLosesEveryWindowAndSaysWhy() {
        DatasetPart part = clips(new FrameExtraction.Uniform(2), 384, 208, FORTY_FIVE);

        EpochPlan plan = plan(part, new Medium("short", WIDE, 44));

        assertThat(plan.fragments()).isEmpty();
        assertThat(plan.lost())
                .containsOnly(new LostFragment(0, "short", FORTY_FIVE, LostFragment.Reason.TOO_SHORT))
                .hasSize(2);
    }

    @Test
    void coincidingWindowsBecomeOneItemAndOneLoss() {
        DatasetPart part = clips(new FrameExtraction.Uniform(2), 384, 208, FORTY_FIVE);

        EpochPlan plan = plan(part, new Medium("exact", WIDE, 45));

        assertThat(plan.fragments())
                .extracting(PlannedFragment::cacheFile)
                .containsExactly("exact_00000-045_0384x0208_wan.safetensors");
        assertThat(plan.lost())
                .containsExactly(new LostFragment(0, "exact", FORTY_FIVE, LostFragment.Reason.DUPLICATE_CROP));
    }

    @Test
    void mediaOfTheSameNameAreALossInsteadOfAnOverwrittenFile() {
        DatasetPart part = new DatasetPart.OfStills(settings(768, 768), source("stills"));

        EpochPlan plan = plan(part, new Medium("a", WIDE, 1), new Medium("a", new Resolution(640, 480), 1));

        assertThat(plan.items()).isEqualTo(1);
        assertThat(plan.lost()).extracting(LostFragment::reason).containsExactly(LostFragment.Reason.SAME_NAME);
    }

    @Test
    void repeatsCountAsItemsAndTheLastBatchOfABucketMayBeSmaller() {
        PartSettings thrice = new PartSettings(new Resolution(768, 416), 2, 3, true, true);
        DatasetPart part = new DatasetPart.OfClips(
                thrice, source("clips"), new FrameExtraction.Head(), List.of(new FrameCount(21)), Optional.empty());

        EpochPlan plan = plan(part, new Medium("one", WIDE, 30));

        assertThat(plan.items()).isEqualTo(3);
        assertThat(plan.batches()).isEqualTo(2);
    }

    @Test
    void clipBucketsAreAsConfiguredWhenAsked() {
        DatasetPart part = clips(new FrameExtraction.Head(), 768, 416, new FrameCount(21));
        Medium small = new Medium("small", new Resolution(330, 250), 30);

        EpochPlan configured = EpochPlan.of(List.of(part), any -> List.of(small), ClipBuckets.AS_CONFIGURED);
        EpochPlan musubi = EpochPlan.of(List.of(part), any -> List.of(small), ClipBuckets.AS_MUSUBI_CACHES);

        assertThat(configured.buckets(0).keySet()).extracting(Bucket::toString).containsExactly("320x240x21");
        assertThat(musubi.buckets(0).keySet()).extracting(Bucket::toString).containsExactly("640x496x21");
    }

    @Test
    void aPictureTooNarrowToKeepItsSizeIsRefused() {
        BucketList small = BucketList.around(new Resolution(384, 208), true);

        assertThatThrownBy(() -> small.choose(new Resolution(300, 12)))
                .hasMessage(
                        "a picture of 300x12 is narrower than the 16 pixels buckets grow by; leave it out or let it be"
                                + " enlarged with bucket_no_upscale = false");
    }

    @Test
    void aFasterSourceIsBroughtToSixteenFramesASecond() {
        List<Integer> kept = FrameDrop.kept(10, 30);

        assertThat(kept).containsExactly(0, 2, 4, 6, 8);
        assertThat(FrameDrop.kept(60, 30)).hasSize(32);
    }

    @Test
    void aFrameCountThatIsNotFourNPlusOneIsRefused() {
        assertThat(FrameCount.atMost(44)).isEqualTo(new FrameCount(41));
        assertThatThrownBy(() -> new FrameCount(44))
                .hasMessage("frame count must be 4n+1 (1, 5, 9, ... 81), got 44; take 41 or 45");
        assertThatThrownBy(() -> new FrameCount(-3))
                .hasMessage("frame count must be 4n+1 (1, 5, 9, ... 81), got -3; take 1");
    }

    private static EpochPlan plan(DatasetPart part, Medium... media) {
        return EpochPlan.of(List.of(part), any -> List.of(media), ClipBuckets.AS_MUSUBI_CACHES);
    }

    private static List<Medium> media(DatasetPart part, int shortFrames, int shortClips) {
        return switch (part) {
            case DatasetPart.OfStills stills ->
                named("still", 120, index -> 1).stream()
                        .map(still -> new Medium(still.base(), new Resolution(768, 768), 1))
                        .toList();
            case DatasetPart.OfClips clips -> named("clip", 240, index -> index < shortClips ? shortFrames : 60);
        };
    }

    private static List<Medium> named(String base, int count, IntUnaryOperator frames) {
        List<Medium> media = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            media.add(new Medium(base + i, WIDE, frames.applyAsInt(i)));
        }
        return media;
    }

    private static DatasetPart clips(FrameExtraction extraction, int width, int height, FrameCount... targets) {
        return new DatasetPart.OfClips(
                settings(width, height), source(width + "clips"), extraction, List.of(targets), Optional.empty());
    }

    private static PartSettings settings(int width, int height) {
        return new PartSettings(new Resolution(width, height), 1, 1, true, true);
    }

    private static MediaSource source(String name) {
        return new MediaSource(Path.of(name), Optional.empty(), Optional.of(".txt"), Path.of(name, "cache"));
    }
}
