package genga.standalone.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// Checks of the native libraries that come inside jars.
final class Libraries {

    private Libraries() {}

    /// Loads FFmpeg and looks for the encoder that clips are written with.
    static Finding ffmpeg() {
        try {
            String version = avutil.av_version_info().getString();
            try (AVCodec encoder = avcodec.avcodec_find_encoder_by_name("libopenh264")) {
                return encoder == null
                        ? Finding.missing(
                                "FFmpeg", version + " without the encoder libopenh264; run ./genga build again")
                        : Finding.fine("FFmpeg", version + " with libopenh264");
            }
        } catch (LinkageError unloadable) {
            return Finding.missing("FFmpeg", "its libraries do not load here: " + unloadable.getMessage());
        }
    }

    /// Looks into the trainer's jars; loading libtorch is the trainer's own first act.
    static Finding libtorch(Path home) {
        Path libraries = home.resolve("trainer-service/target/quarkus-app/lib/main");
        if (Files.notExists(libraries)) {
            return Finding.missing("libtorch", "trainer-service is not built; run ./genga build");
        }
        try (Stream<Path> jars = Files.list(libraries)) {
            List<Path> natives = jars.filter(jar -> jar.getFileName().toString().contains("pytorch-native"))
                    .toList();
            for (Path jar : natives) {
                if (holdsLibtorch(jar)) {
                    return Finding.fine("libtorch", jar.getFileName().toString());
                }
            }
            return Finding.missing(
                    "libtorch",
                    "no jar in %s holds libtorch for %s %s; build with -Dplatform=... for this machine"
                            .formatted(libraries, System.getProperty("os.name"), System.getProperty("os.arch")));
        } catch (IOException unreadable) {
            return Finding.missing("libtorch", libraries + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static boolean holdsLibtorch(Path jar) throws IOException {
        String library = System.mapLibraryName("torch_cpu");
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().contains(library));
        }
    }
}
