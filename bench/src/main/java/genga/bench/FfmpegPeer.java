package genga.bench;

import genga.curation.shot.Shot;
import genga.curation.shot.ShotPlan;
import genga.media.FrameSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `ffmpeg` program of this machine: the same cuts, rate and size, one call a shot, as people do it by hand.
final class FfmpegPeer {
    /// The encoder that the program has and we do not, at the preset nearest in speed, at a like quality.
    private static final List<String> X264 = List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "18");

    private static final List<String> OPENH264 =
            List.of("-c:v", "libopenh264", "-rc_mode", "bitrate", "-b:v", "400M", "-qmin", "18", "-qmax", "18");

    private final List<String> encoder;

    private FfmpegPeer(List<String> encoder) {
        this.encoder = encoder;
    }

    /// Empty when there is no such program on the path.
    static Optional<FfmpegPeer> find() {
        Program list = Program.run(List.of("ffmpeg", "-hide_banner", "-encoders"));
        if (list.status() != 0) {
            return Optional.empty();
        }
        boolean same = new String(list.output(), StandardCharsets.UTF_8).contains(" libopenh264 ");
        return Optional.of(new FfmpegPeer(same ? OPENH264 : X264));
    }

    /// Name of the encoder, for the report.
    String encoder() {
        return encoder.get(1);
    }

    void cut(Path film, ShotPlan plan, double framesPerSecond, FrameSize size, Path folder) {
        for (Shot shot : plan.shots()) {
            List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
            command.addAll(List.of("-ss", Double.toString(shot.from() / framesPerSecond), "-i", film.toString()));
            command.addAll(List.of("-t", Double.toString(shot.frames() / framesPerSecond), "-an"));
            command.addAll(List.of(
                    "-vf", "fps=16:round=near,scale=%d:%d,format=yuv420p".formatted(size.width(), size.height())));
            command.addAll(encoder);
            command.add(folder.resolve("peer.mp4").toString());
            if (Program.run(command).status() != 0) {
                throw new BenchException("ffmpeg failed: " + String.join(" ", command));
            }
        }
    }
}
