package genga.wan.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetConfigTest {
    @Test
    void aPartTakesWhatGeneralSaysAndDefaultsForTheRest() {
        DatasetConfig config = DatasetConfig.fromToml("""
                [general]
                resolution = [640, 480]
                caption_extension = ".txt"
                batch_size = 2
                enable_bucket = true
                [[datasets]]
                video_directory = "clips"
                batch_size = 1
                """);

        DatasetPart.OfClips part = (DatasetPart.OfClips) config.parts().getFirst();
        assertThat(part.settings()).isEqualTo(new PartSettings(new Resolution(640, 480), 1, 1, true, false));
        assertThat(part.targets()).containsExactly(new FrameCount(1));
        assertThat(part.extraction()).isEqualTo(new FrameExtraction.Head());
        assertThat(part.source().cache()).isEqualTo(Path.of("clips"));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void everyErrorIsNamedWithDatasetAndKey() {
        assertThatThrownBy(() -> DatasetConfig.fromToml("""
                        [[datasets]]
                        image_directory = "stills"
                        resolutoin = 512
                        [[datasets]]
                        video_directory = "clips"
                        batch_size = true
                        frame_extraction = "tail"
                        num_repeats = 0
                        """))
                .hasMessageContaining("dataset 0, key resolutoin: not known; known keys are [batch_size")
                .hasMessageContaining("dataset 1, key batch_size: expected a whole number, got true")
                .hasMessageContaining("dataset 1, key frame_extraction: expected head, chunk, slide, uniform or full, "
                        + "got 'tail'")
                .hasMessageContaining("dataset 1, key num_repeats: expected 1 or more, got 0");
    }

    @Test
    void twoPartsMayNotShareACacheFolder() {
        assertThatThrownBy(() -> DatasetConfig.fromToml("""
                        [[datasets]]
                        video_directory = "clips"
                        cache_directory = "cache"
                        [[datasets]]
                        video_directory = "clips"
                        cache_directory = "other/../CACHE"
                        """))
                .hasMessageContaining("dataset 1, key cache_directory")
                .hasMessageContaining("is already the cache of dataset 0");
    }

    @Test
    void aSharedCacheFolderIsToldByTheNumbersInTheFileWhenAnotherPartCannotBeRead() {
        assertThatThrownBy(() -> DatasetConfig.fromToml("""
                        [[datasets]]
                        num_repeats = 2
                        [[datasets]]
                        video_directory = "clips"
                        [[datasets]]
                        video_directory = "clips"
                        """))
                .hasMessageContaining("dataset 0: expected one of image_directory")
                .hasMessageContaining("dataset 2, key cache_directory")
                .hasMessageContaining("is already the cache of dataset 1");
    }

    @Test
    void aWholeNumberThatDoesNotFitIsNoWholeNumber() {
        assertThatThrownBy(() -> DatasetConfig.fromToml("""
                        [[datasets]]
                        video_directory = "clips"
                        num_repeats = 4294967297
                        target_frames = [1, 4294967297]
                        """))
                .hasMessageContaining("dataset 0, key num_repeats: expected a whole number, got 4294967297")
                .hasMessageContaining("dataset 0, key target_frames: expected whole numbers, got [1,4294967297]");
    }

    @Test
    void sectionsOfAnotherFormAreCalledByTheirForm() {
        assertThatThrownBy(() -> DatasetConfig.fromToml("general = 1\n[datasets]\nvideo_directory = \"clips\""))
                .hasMessage("[general]: expected a table of keys, got 1; the file: expected at least one [[datasets]]"
                        + " section, got a single [datasets]");
        assertThatThrownBy(() -> DatasetConfig.fromJson("{}"))
                .hasMessage("the file: expected at least one [[datasets]] section, got none");
    }

    @Test
    void aLineOfAListingThatIsNoEntryIsToldByItsNumber(@TempDir Path folder) throws Exception {
        Path listing = Files.writeString(folder.resolve("clips.jsonl"), """
                {"video_path": "a.mp4", "caption": " A hill. "}

                {"video_path": "b.mp4"
                """);
        DatasetPart part = DatasetConfig.fromToml(
                        "[[datasets]]\nvideo_jsonl_file = '%s'\ncache_directory = 'cache'".formatted(listing))
                .parts()
                .getFirst();

        assertThatThrownBy(() -> MediaListing.of(part))
                .hasMessage(listing + ", line 3: expected a JSON object with the texts video_path and caption, got"
                        + " {\"video_path\": \"b.mp4\"");
    }

    @Test
    void whatHasNoEffectIsWarnedAbout() {
        DatasetConfig config = DatasetConfig.fromJson("""
                {"datasets": [{"video_directory": "clips", "target_frames": [13, 20], "frame_extraction": "uniform",
                 "frame_stride": 4, "control_directory": "poses", "source_fps": 30}]}""");

        assertThat(config.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("target_frames: [13, 20] is rounded down"))
                .anySatisfy(warning -> assertThat(warning).contains("frame_sample: uniform with one sample"))
                .anySatisfy(warning -> assertThat(warning).contains("frame_stride: has an effect only with"))
                .anySatisfy(warning -> assertThat(warning).contains("control_directory: text-to-video"));
    }

    @Test
    void aFileOfAnotherKindIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> DatasetConfig.read(folder.resolve("set.yaml")))
                .hasMessageEndingWith("expected a name ending in .toml or .json");
    }

    @Test
    void stillsWithoutCaptionAreLeftOutAndAClipWithoutOneIsAnError(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.png"), "");
        Files.writeString(folder.resolve("b.png"), "");
        Files.writeString(folder.resolve("b.txt"), " Studio Ghibli style. A hill. \n");
        Files.writeString(folder.resolve("c.MP4"), "");

        List<MediaListing.Entry> stills = MediaListing.of(part("image_directory", folder));

        assertThat(stills).extracting(MediaListing.Entry::base).containsExactly("b");
        assertThat(stills.getFirst().caption()).contains("Studio Ghibli style. A hill.");
        assertThatThrownBy(() -> MediaListing.of(part("video_directory", folder)))
                .hasMessageContaining("c.MP4 has no caption: expected the file");
    }

    @Test
    void aCaptionThatIsNotUtf8IsNamed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.png"), "");
        Path caption = Files.write(folder.resolve("a.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});

        assertThatThrownBy(() -> MediaListing.of(part("image_directory", folder)))
                .hasMessage("caption %s: expected text in UTF-8, found other bytes; save it as UTF-8", caption);
    }

    private static DatasetPart part(String key, Path folder) {
        return DatasetConfig.fromToml("[[datasets]]\n%s = '%s'\ncaption_extension = \".txt\"".formatted(key, folder))
                .parts()
                .getFirst();
    }
}
