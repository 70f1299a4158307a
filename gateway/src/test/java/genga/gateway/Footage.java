package genga.gateway;

import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.ClipWithdrawn;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Clips and stills of one film as ingest tells of them, as many and of whatever measures a test wants. Every fact is a
/// second later than the one before.
public final class Footage {

    private final ProjectId project;
    private final FilmId film;
    private final List<Fact> facts = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");

    public Footage(Story story) {
        this(story.project, story.film);
    }

    public Footage(ProjectId project, FilmId film) {
        this.project = project;
        this.film = film;
    }

    /// What was told so far.
    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    /// A clip of the film frames `[from, to)`.
    public ClipId clip(int from, int to, int frames, double motion, Verdict verdict) {
        ClipId clip = ClipId.of(film, new FrameRange(from, to));
        facts.add(cut(clip, Medium.CLIP, from, to - 1, frames));
        facts.add(screened(clip, verdict, measures(motion, hash(from))));
        return clip;
    }

    /// A still of one film frame.
    public ClipId still(int frame, Verdict verdict) {
        ClipId still = ClipId.still(film, frame);
        facts.add(cut(still, Medium.STILL, frame, frame, 1));
        facts.add(screened(still, verdict, measures(0, hash(frame))));
        return still;
    }

    public void captioned(ClipId clip) {
        Caption caption = new Caption("Lantern style. A wide shot, calm.", new Caption.Source.Measured(1));
        facts.add(new ClipCaptioned(header("captioned", clip), clip, project, caption));
    }

    public void withdrawn(ClipId clip) {
        facts.add(new ClipWithdrawn(header("withdrawn", clip), clip, film, project));
    }

    public ClipCut cut(ClipId clip, Medium medium, long first, long last, int frames) {
        StoredObject video = object(clip, medium == Medium.CLIP ? "clip.mp4" : "still.png");
        StoredObject poster = object(clip, "poster.jpg");
        return new ClipCut(
                header("cut", clip),
                clip,
                film,
                project,
                medium,
                1 + (int) first / 100,
                first,
                last,
                new FrameRate(24, 1),
                frames,
                new Resolution(1920, 1040),
                video,
                medium == Medium.CLIP ? object(clip, "preview.mp4") : poster,
                poster,
                object(clip, "strip.jpg"));
    }

    private ClipScreened screened(ClipId clip, Verdict verdict, ClipMeasures measures) {
        return new ClipScreened(header("screened", clip), clip, film, project, verdict, measures);
    }

    private static ClipMeasures measures(double motion, String hash) {
        return new ClipMeasures(
                new ClipMeasures.Motion(motion, motion * 3, 0.1),
                9.3,
                new ClipMeasures.Tone(121, 0.4, 480, 33),
                0,
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                hash);
    }

    /// Pictures that nobody would take for one another.
    private static String hash(int seed) {
        long word = (seed + 1) * 0x9E3779B97F4A7C15L;
        return "%016x%016x%016x".formatted(word, Long.rotateLeft(word, 21), Long.rotateLeft(word, 42));
    }

    private static StoredObject object(ClipId clip, String name) {
        return Story.object("clips/" + clip + "/" + name);
    }

    private FactHeader header(Object... identity) {
        now = now.plusSeconds(1);
        return FactHeader.of(now, identity);
    }
}
