package genga.cache;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.vocabulary.FrameRate;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.RgbFrame;
import genga.media.Stills;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./genga plan` on clips and stills of a few pixels.
class PlanCommandTest {
    private static final FrameSize SIZE = new FrameSize(128, 96);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsBucketsBatchesAndTokensFromDecodedFrames() throws IOException {
        clip("long", 9);
        clip("short", 4);
        still("drawing");
        Path file = config("""
                [general]
                caption_extension = ".txt"
                enable_bucket = true
                [[datasets]]
                image_directory = "%1$s"
                cache_directory = "%1$s/a"
                resolution = [128, 96]
                num_repeats = 3
                [[datasets]]
                video_directory = "%1$s"
                cache_directory = "%1$s/b"
                resolution = [128, 96]
                batch_size = 2
                target_frames = [1, 5]
                """);

        int code = run(file.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("dataset 0: stills", "dataset 1: clips (head of 1, 5 frames)")
                .containsPattern("128x96x1 +48 +1 +3 +3 +144\\R")
                .containsPattern("128x96x1 +48 +2 +2 +1 +96\\R")
                .containsPattern("128x96x5 +96 +1 +1 +1 +96\\R")
                .contains("short, window of 5: too_short, the clip has fewer frames than the window")
                .contains("total: 6 items in 5 batches an epoch, 1 fragments lost")
                .contains("tokens: 336 an epoch, 56 an item on average, 96 at most");
    }

    @Test
    void aDatasetWithoutItemsIsAnErrorThatSaysWhatToDo() throws IOException {
        clip("short", 4);
        Path file = config(videos("target_frames = [9]"));

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("the dataset has no items", "lost 1 fragments", "shorten target_frames")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnknownKeyIsNamedWithTheKnownOnes() throws IOException {
        assertThat(run(config(videos("frame_extractoin = \"head\"")).toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("dataset 0, key frame_extractoin: not known", "frame_extraction");
    }

    @Test
    void aMissingFolderIsNamedWithItsKey() throws IOException {
        Path file = config(videos("").replace("%1$s\"", "%1$s/nowhere\""));

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere: expected a folder of media", "correct video_directory");
    }

    @Test
    void aClipThatDoesNotDecodeIsNamed() throws IOException {
        Files.writeString(folder.resolve("broken.mp4"), "this is text and no film at all");
        Files.writeString(folder.resolve("broken.txt"), "a caption");

        assertThat(run(config(videos("")).toString())).isEqualTo(1);
        assertThat(err.toString()).contains("broken.mp4: container: expected", "take it out of the dataset");
    }

    @Test
    void noFileIsAnErrorOfTheCommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("expected one dataset file");
    }

    private int run(String... arguments) {
        return PlanCommand.run(List.of(arguments), new PrintStream(out), new PrintStream(err));
    }

    private static String videos(String key) {
        return """
                [[datasets]]
                video_directory = "%%1$s"
                caption_extension = ".txt"
                resolution = [128, 96]
                %s
                """.formatted(key);
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("dataset.toml"), text.formatted(folder));
    }

    private void clip(String name, int frames) throws IOException {
        Path file = folder.resolve(name + ".mp4");
        try (ClipEncoder encoder = ClipEncoder.open(file, ClipEncoder.Settings.fine(SIZE, FrameRate.WAN))) {
            for (int frame = 0; frame < frames; frame++) {
                encoder.add(new RgbFrame(SIZE, new byte[SIZE.pixels() * 3]));
            }
            encoder.finish();
        }
        Files.writeString(folder.resolve(name + ".txt"), "a caption");
    }

    private void still(String name) throws IOException {
        Files.write(folder.resolve(name + ".png"), Stills.png(new RgbFrame(SIZE, new byte[SIZE.pixels() * 3])));
        Files.writeString(folder.resolve(name + ".txt"), "a caption");
    }
}
