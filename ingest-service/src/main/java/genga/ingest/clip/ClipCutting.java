package genga.ingest.clip;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
import genga.ingest.IngestConfig;
import genga.media.ClipEncoder;
import genga.media.FrameSize;
import genga.media.Probe;
import genga.media.Resampling;
import genga.media.Retiming;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.media.VideoReader;
import genga.media.measure.ClipMeter;
import genga.media.shot.ShotReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Cuts the shots of one film, in one pass, into clips of exactly 16 frames per second.
public final class ClipCutting implements AutoCloseable {
    private static final int POSTER_WIDTH = 640;
    private static final int STRIP_FRAMES = 8;
    private static final int STRIP_FRAME_WIDTH = 160;

    private final ShotScores scores;
    private final FrameSize size;
    private final double bitsPerPixel;
    private final ShotReader reader;

    /// @param film the source file, whose frames `scores` describes
    public ClipCutting(Path film, ShotScores scores, IngestConfig.Clips config) {
        this.scores = scores;
        this.size = Probe.film(film).display().within(config.longestSide()).even();
        this.bitsPerPixel = config.bitsPerPixel();
        this.reader = ShotReader.open(film, size, scores);
    }

    /// Cuts one shot. The same film, shot and settings give the same bytes.
    ///
    /// @param draft where the clip is written
    public CutClip cut(Shot shot, ClipId clip, Path draft) {
        List<Integer> sources = Retiming.sourceFrames(
                scores.base(), FrameRate.WAN, scores.timestamps(shot.from(), shot.to()), scores.shownUntil(shot.to()));
        // a shot shorter than half a slot would vanish; show its first frame once
        List<Integer> wanted = sources.isEmpty() ? List.of(0) : sources;
        ClipMeter meter = new ClipMeter();
        Pictures pictures = new Pictures(wanted.size());
        ClipEncoder.Settings settings =
                new ClipEncoder.Settings(size, FrameRate.WAN, bitsPerPixel, origin(shot, clip, wanted));
        try (ClipEncoder encoder = ClipEncoder.open(draft, settings)) {
            reader.read(shot, wanted, picture -> {
                encoder.add(picture);
                meter.add(picture);
                pictures.add(picture);
            });
            encoder.finish();
        }
        return finished(shot, draft, meter, pictures);
    }

    private CutClip finished(Shot shot, Path draft, ClipMeter meter, Pictures pictures) {
        genga.media.measure.ClipMeasures measured = meter.measures();
        String hashes = measured.hashes().stream().map(Object::toString).collect(Collectors.joining());
        ClipMeasures measures = new ClipMeasures(
                new ClipMeasures.Motion(measured.motionMean(), measured.motionPeak(), 0),
                scores.peakContent(shot.from(), shot.to()),
                new ClipMeasures.Tone(measured.brightness(), 0, measured.sharpness(), measured.colourfulness()),
                measured.letterbox(),
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                hashes);
        return new CutClip(
                VideoReader.countFrames(draft),
                size,
                Stills.jpeg(pictures.poster()),
                Stills.jpeg(pictures.strip()),
                measures,
                measured.hashes());
    }

    /// Where every frame came from, kept inside the file.
    private Map<String, String> origin(Shot shot, ClipId clip, List<Integer> sources) {
        String frames = sources.stream()
                .map(frame -> Integer.toString(shot.from() + frame))
                .collect(Collectors.joining(","));
        return Map.of(
                "title", clip.value(),
                "genga_film_rate", scores.rate().toString(),
                "genga_source_frames", frames);
    }

    @Override
    public void close() {
        reader.close();
    }

    /// Collects the poster (the middle frame) and the strip (evenly spread frames) as frames pass by.
    private static final class Pictures {
        private final int frames;
        private final List<RgbFrame> strip = new ArrayList<>();
        private RgbFrame poster;
        private int seen;

        Pictures(int frames) {
            this.frames = frames;
        }

        void add(RgbFrame picture) {
            if (seen == frames / 2) {
                poster = narrowed(picture, POSTER_WIDTH);
            }
            while (strip.size() < STRIP_FRAMES && seen >= strip.size() * (frames - 1) / (STRIP_FRAMES - 1)) {
                strip.add(narrowed(picture, STRIP_FRAME_WIDTH));
            }
            seen++;
        }

        private static RgbFrame narrowed(RgbFrame picture, int width) {
            FrameSize from = picture.size();
            if (from.width() <= width) {
                return picture;
            }
            int height = Math.max(1, (int) Math.round(width / from.aspect()));
            return Resampling.area(picture, new FrameSize(width, height));
        }

        RgbFrame poster() {
            return poster;
        }

        RgbFrame strip() {
            return Stills.strip(strip);
        }
    }
}
