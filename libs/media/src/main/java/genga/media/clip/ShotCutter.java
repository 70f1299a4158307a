package genga.media.clip;

import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.Bars;
import genga.curation.shot.Letterboxing;
import genga.curation.shot.Shot;
import genga.curation.shot.ShotScores;
import genga.media.Coding;
import genga.media.FrameShaper.Colour;
import genga.media.FrameShaper.Form;
import genga.media.FrameSize;
import genga.media.MediaFacts;
import genga.media.Probe;
import genga.media.Retiming;
import genga.media.shot.ShotReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Cuts the shots of one film into files, in one pass when they are asked for in film order.
public final class ShotCutter implements AutoCloseable {
    /// A picture has at least this many pixels on each side after its bars are cut off.
    private static final int SMALLEST = 16;

    private final MediaFacts facts;
    private final ShotScores scores;
    private final Settings settings;
    private final Letterboxing letterboxing;
    private final ShotReader reader;

    /// @param longestSide pixels; larger films are scaled down to it
    /// @param master how clips are pressed
    /// @param cropBars whether black bars are cut off
    public record Settings(int longestSide, Coding master, boolean cropBars) {}

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
    /// @param size on screen, as large as the film has it
    /// @param picture a PNG
    /// @param poster a JPEG
    public record Sharpest(int frame, FrameSize size, Path picture, byte[] poster, ClipMeasures measures) {}

    private ShotCutter(Path film, ShotScores scores, Settings settings) {
        this.facts = Probe.film(film);
        this.scores = scores;
        this.settings = settings;
        this.letterboxing = Letterboxing.of(scores);
        this.reader = ShotReader.open(film, facts.display(), scores);
    }

    /// @param scores of this very film
    public static ShotCutter open(Path film, ShotScores scores, Settings settings) {
        return new ShotCutter(film, scores, settings);
    }

    /// Cuts one shot. The same film, shot, title and settings give the same bytes.
    ///
    /// @param folder where files are written, over those of the shot before
    public Cut cut(Shot shot, String title, Path folder) {
        List<Integer> wanted = wanted(shot);
        Form form = form(shot);
        Press.Order order =
                new Press.Order(form, settings.master(), wanted.size(), origin(shot, title, wanted), folder);
        try (Press press = new Press(order)) {
            int[] slot = {0};
            reader.visit(shot, wanted, frame -> press.add(frame, shot.from() + wanted.get(slot[0]++)));
            return press.finish(scores.peakContent(shot.from(), shot.to()));
        }
    }

    private List<Integer> wanted(Shot shot) {
        List<Integer> sources = Retiming.sourceFrames(
                scores.base(), FrameRate.WAN, scores.timestamps(shot.from(), shot.to()), scores.shownUntil(shot.to()));
        // a shot shorter than half a slot would vanish; show its first frame once
        return sources.isEmpty() ? List.of(0) : sources;
    }

    private Form form(Shot shot) {
        Optional<Crop> crop = settings.cropBars() ? crop(letterboxing.of(shot)) : Optional.empty();
        FrameSize stored =
                crop.map(part -> new FrameSize(part.width(), part.height())).orElse(facts.coded());
        FrameSize size =
                facts.shape().display(stored).within(settings.longestSide()).even();
        return new Form(facts.shape(), crop, size, Colour.VIDEO);
    }

    private Optional<Crop> crop(Bars bars) {
        int width = facts.coded().width() - bars.left() - bars.right();
        int height = facts.coded().height() - bars.top() - bars.bottom();
        return bars.none() || width < SMALLEST || height < SMALLEST
                ? Optional.empty()
                : Optional.of(new Crop(bars.left(), bars.top(), width, height));
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
    }
}
