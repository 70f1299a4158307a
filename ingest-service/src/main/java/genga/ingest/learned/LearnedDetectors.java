package genga.ingest.learned;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import genga.ingest.IngestConfig;
import genga.media.FrameSource;
import genga.media.RgbFrame;
import genga.media.VideoReader;
import genga.media.shot.BoundaryDetector;
import genga.onnx.TextOverlay;
import genga.onnx.TransNetV2;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What learned detectors see, for as many as there are. A file that is named and is no such model ends the start of
/// the service: a detector that a person asked for must not be left out unseen.
@ApplicationScoped
public class LearnedDetectors {
    private final Optional<Path> shots;
    private final Optional<TextOverlay> text;

    LearnedDetectors(IngestConfig config) {
        this.shots = config.learned().shots();
        this.text = config.learned().text().map(TextOverlay::open);
    }

    void check(@Observes StartupEvent event) {
        boundaries().ifPresent(BoundaryDetector::close);
    }

    /// A detector for the shots of one film; the caller closes it.
    public Optional<BoundaryDetector> boundaries() {
        return shots.map(TransNetV2::open);
    }

    /// The measures with the share of text, the most found on the first, middle or last frame of a clip.
    ///
    /// @param frames that decode
    /// @param file small is enough
    public ClipMeasures withOverlay(ClipMeasures measures, Medium medium, int frames, Path file) {
        if (text.isEmpty()) {
            return measures;
        }
        OptionalDouble share = pictures(medium, frames, file).stream()
                .mapToDouble(text.get()::share)
                .max();
        return new ClipMeasures(
                measures.motion(),
                measures.transition(),
                measures.tone(),
                measures.letterbox(),
                share,
                measures.camera(),
                measures.hash());
    }

    private static List<RgbFrame> pictures(Medium medium, int frames, Path file) {
        if (medium == Medium.STILL) {
            return List.of(FrameSource.still(file));
        }
        Set<Integer> wanted = Set.copyOf(
                List.of(0, frames / 2, frames - 1).stream().distinct().toList());
        List<RgbFrame> pictures = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file)) {
            for (int frame = 0; reader.advance(); frame++) {
                if (wanted.contains(frame)) {
                    pictures.add(reader.picture());
                }
            }
        }
        return pictures;
    }

    @PreDestroy
    void close() {
        text.ifPresent(TextOverlay::close);
    }
}
