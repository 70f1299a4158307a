package genga.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.FrameRate;
import genga.media.shot.ShotDetection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final String FILM = "expected a video in MP4, MOV, Matroska, WebM, AVI or MPEG, found ";

    @TempDir
    Path folder;

    @Test
    void aFileOfZeroBytesIsRefused() throws IOException {
        refused(new byte[0], "file: " + FILM + "a file of zero bytes");
    }

    @Test
    void aTextIsRefused() throws IOException {
        refused(
                "once upon a time\n".repeat(100).getBytes(StandardCharsets.UTF_8),
                "container: " + FILM + "no media format known to FFmpeg");
    }

    @Test
    void aPictureIsNoFilm() throws IOException {
        refused(Stills.png(TestFilm.bars(0, 0)), "container: " + FILM + "the format png_pipe");
    }

    @Test
    void aPlaylistThatNamesAnotherFileIsRefusedUnread() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.ts"), "secret");
        String playlist =
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://%s\n#EXT-X-ENDLIST\n".formatted(secret);

        refused(playlist.getBytes(StandardCharsets.UTF_8), "container: " + FILM);
    }

    @Test
    void aConcatListIsRefusedUnread() throws IOException {
        refused("ffconcat version 1.0\nfile secret.mp4\n".getBytes(StandardCharsets.UTF_8), FILM + "the format concat");
    }

    @Test
    void soundAloneIsRefused() throws IOException {
        refused(Samples.soundOnlyAvi(), "streams: expected a video stream, found audio only");
    }

    @Test
    void aPictureOfNoSizeIsRefused() throws IOException {
        refused(Samples.rawAvi(0, 0), "picture size: expected 1x1 to 16384x16384 pixels, found 0x0");
    }

    @Test
    void aPictureOfTwentyThousandPixelsIsRefused() throws IOException {
        refused(Samples.rawAvi(20000, 20000), "picture size: expected 1x1 to 16384x16384 pixels, found 20000x20000");
    }

    @Test
    void aFilmWithoutItsIndexIsRefused() throws IOException {
        Path film = TestFilm.write(folder.resolve("film.mp4"), FrameRate.of(24), 10, i -> TestFilm.bars(0, i));
        byte[] head = Arrays.copyOf(Files.readAllBytes(film), 60);

        refused(head, "streams: expected a video stream, found no stream that can be decoded");
    }

    @Test
    void aNameThatLooksLikeAnAddressIsOnlyAName() {
        Path film = TestFilm.write(folder.resolve("http:..%2f 映画.mp4"), FrameRate.of(24), 3, i -> TestFilm.bars(0, i));

        MediaFacts facts = Probe.film(film);

        assertThat(facts.coded()).isEqualTo(TestFilm.SIZE);
        assertThat(facts.container()).contains("mp4");
    }

    @Test
    void noMutatedFileDoesMoreThanBeRefused() throws IOException {
        Path film = TestFilm.write(folder.resolve("film.mp4"), FrameRate.of(24), 12, i -> TestFilm.bars(0, i));
        byte[] whole = Files.readAllBytes(film);
        Random random = new Random(1);

        for (int round = 0; round < 300; round++) {
            byte[] mutated = whole.clone();
            for (int change = 0; change <= round % 12; change++) {
                int at = random.nextBoolean() ? random.nextInt(mutated.length) : random.nextInt(1200);
                mutated[at] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("mutated.mp4"), mutated);
            try {
                assertThat(ShotDetection.score(file, frames -> {}).scores().frames())
                        .isNotEmpty();
            } catch (UnreadableMedia refusal) {
                assertThat(refusal).hasMessageContaining("expected");
            }
        }
    }

    private void refused(byte[] content, String sentence) throws IOException {
        Path file = Files.write(folder.resolve("upload"), content);

        assertThatThrownBy(() -> Probe.film(file))
                .isInstanceOf(UnreadableMedia.class)
                .hasMessageContaining(sentence);
    }

    /// Small hand-made AVI files (RIFF, little-endian).
    private static final class Samples {
        static byte[] rawAvi(int width, int height) {
            return avi(videoStream(width, height), width, height);
        }

        static byte[] soundOnlyAvi() {
            ByteBuffer header = chunk("strh", 56);
            header.put(ascii("auds")).position(8 + 20);
            header.putInt(1)
                    .putInt(8000)
                    .putInt(0)
                    .putInt(8000)
                    .putInt(8000)
                    .putInt(-1)
                    .putInt(1);
            ByteBuffer format = chunk("strf", 16);
            format.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
            format.putShort((short) 1).putShort((short) 8);
            return avi(list("strl", header.array(), format.array()), 0, 0);
        }

        private static byte[] videoStream(int width, int height) {
            ByteBuffer header = chunk("strh", 56);
            header.put(ascii("vids")).put(ascii("MJPG")).position(8 + 20);
            header.putInt(1).putInt(24).putInt(0).putInt(1).putInt(0).putInt(-1).putInt(0);
            ByteBuffer format = chunk("strf", 40);
            format.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
            format.put(ascii("MJPG")).putInt(0);
            return list("strl", header.array(), format.array());
        }

        private static byte[] avi(byte[] stream, int width, int height) {
            ByteBuffer main = chunk("avih", 56);
            main.putInt(41666)
                    .putInt(0)
                    .putInt(0)
                    .putInt(0x10)
                    .putInt(1)
                    .putInt(0)
                    .putInt(1)
                    .putInt(0);
            main.putInt(width).putInt(height);
            ByteBuffer frame = chunk(width == 0 && height == 0 ? "00wb" : "00dc", 64);
            byte[] body = join(ascii("AVI "), list("hdrl", main.array(), stream), list("movi", frame.array()));
            return join(chunkHead("RIFF", body.length), body);
        }

        private static ByteBuffer chunk(String name, int size) {
            ByteBuffer chunk = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
            return chunk.put(ascii(name)).putInt(size);
        }

        private static byte[] list(String name, byte[]... parts) {
            byte[] body = join(ascii(name), join(parts));
            return join(chunkHead("LIST", body.length), body);
        }

        private static byte[] chunkHead(String name, int size) {
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(ascii(name))
                    .putInt(size)
                    .array();
        }

        private static byte[] join(byte[]... parts) {
            ByteBuffer joined = ByteBuffer.allocate(
                    Arrays.stream(parts).mapToInt(part -> part.length).sum());
            for (byte[] part : parts) {
                joined.put(part);
            }
            return joined.array();
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
