package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Cuts the shots of one film into files, in one pass when they are asked for in film order.
public final class ShotCutter implements AutoCloseable {
    private final ShotScores scores;
    private final Settings settings;
    private final FrameSize size;
    private final ShotReader reader;
    private final ShotReader whole;

    /// @param longestSide pixels; larger films are scaled down to it
    /// @param bitsPerPixel of the master, for one pixel of one frame
    public record Settings(int longestSide, double bitsPerPixel) {}

    /// @param frames decoded from the finished master
    /// @param size of its pictures
    /// @param master the clip at 16 frames per second
    /// @param preview a small MP4 of it
    /// @param poster a JPEG of the middle frame
    /// @param strip a JPEG of frames side by side
    public record Cut(
            int frames,
            FrameSize size,
            Path master,
            Path preview,
            byte[] poster,
            byte[] strip,
            ClipMeasures measures,
            Sharpest still) {}

    /// The sharpest of the shot's frames that the clip shows.
    ///
    /// @param frame of the film, counted from 0
    /// @param size on screen
    /// @param picture a PNG
    /// @param poster a JPEG
    public record Sharpest(int frame, FrameSize size, Path picture, byte[] poster, ClipMeasures measures) {}

    private ShotCutter(Path film, ShotScores scores, Settings settings) {
        this.scores = scores;
        this.settings = settings;
        FrameSize display = Probe.film(film).display();
        this.size = display.within(settings.longestSide()).even();
        this.reader = ShotReader.open(film, size, scores);
        this.whole = ShotReader.open(film, display, scores);
    }

    /// @param scores of this very film
    public static ShotCutter open(Path film, ShotScores scores, Settings settings) {
        return new ShotCutter(film, scores, settings);
    }

    /// Cuts one shot. The same film, shot, title and settings give the same bytes.
    ///
    /// @param folder where files are written, over those of the shot before
    public Cut cut(Shot shot, String title, Path folder) {
        List<Integer> sources = Retiming.sourceFrames(
                scores.base(), FrameRate.WAN, scores.timestamps(shot.from(), shot.to()), scores.shownUntil(shot.to()));
        // a shot shorter than half a slot would vanish; show its first frame once
        List<Integer> wanted = sources.isEmpty() ? List.of(0) : sources;
        Path master = folder.resolve("master.mp4");
        Path preview = folder.resolve("preview.mp4");
        ClipMeter meter = new ClipMeter();
        ClipPictures pictures = new ClipPictures(wanted.size());
        FrameSize small = Measuring.previewSize(size);
        double[] sharpest = {-1, 0};
        int[] slot = {0};
        try (ClipEncoder encoder = ClipEncoder.open(
                        master,
                        new ClipEncoder.Settings(
                                size, FrameRate.WAN, settings.bitsPerPixel(), origin(shot, title, wanted)));
                ClipEncoder previewer = ClipEncoder.open(
                        preview, new ClipEncoder.Settings(small, FrameRate.WAN, Measuring.PREVIEW_BITS, Map.of()))) {
            reader.read(shot, wanted, picture -> {
                encoder.add(picture);
                previewer.add(Resampling.area(picture, small));
                double sharpness = meter.add(picture);
                if (sharpness > sharpest[0]) {
                    sharpest[0] = sharpness;
                    sharpest[1] = wanted.get(slot[0]);
                }
                slot[0]++;
                pictures.add(picture);
            });
            encoder.finish();
            previewer.finish();
        }
        return new Cut(
                VideoReader.countFrames(master),
                size,
                master,
                preview,
                pictures.poster(),
                pictures.strip(),
                meter.measures(scores.peakContent(shot.from(), shot.to())),
                still(shot, (int) sharpest[1], folder.resolve("still.png")));
    }

    private Sharpest still(Shot shot, int frame, Path file) {
        RgbFrame[] picture = new RgbFrame[1];
        whole.read(shot, List.of(frame), found -> picture[0] = found);
        try {
            Files.write(file, Stills.png(picture[0]));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("could not write " + file, unwritable);
        }
        byte[] poster = Stills.jpeg(ClipPictures.narrowed(picture[0], ClipPictures.POSTER_WIDTH));
        return new Sharpest(shot.from() + frame, picture[0].size(), file, poster, Measuring.measures(picture[0]));
    }

    /// Where every frame came from, kept inside the file.
    private Map<String, String> origin(Shot shot, String title, List<Integer> sources) {
        String frames = sources.stream()
                .map(frame -> Integer.toString(shot.from() + frame))
                .collect(Collectors.joining(","));
        return Map.of("title", title, "genga_film_rate", scores.rate().toString(), "genga_source_frames", frames);
    }

    @Override
    public void close() {
        reader.close();
        whole.close();
    }
}
