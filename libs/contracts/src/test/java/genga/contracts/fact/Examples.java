package genga.contracts.fact;

import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Ruling;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.contracts.vocabulary.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One fact of every kind.
final class Examples {

    static final ProjectId PROJECT = new ProjectId("project-1");
    static final FilmId FILM = new FilmId("film-1");
    static final ClipId CLIP = ClipId.of(FILM, new FrameRange(10, 100));
    static final DatasetId DATASET = new DatasetId("dataset-1");
    static final RunId RUN = new RunId("run-1");
    static final RenderId RENDER = new RenderId("render-1");
    static final TriggerPhrase PHRASE = new TriggerPhrase("Studio Ghibli style.");
    static final StoredObject OBJECT = new StoredObject("clips/clip-1-0000010-0000100/clip.mp4", 7, "ab".repeat(32));
    static final Progress PROGRESS = new Progress("cutting clips", 2, 6);
    static final Problem PROBLEM = new Problem("film", "a playlist", "a video file", "upload the file itself");

    private Examples() {}

    static List<Fact> all() {
        return List.of(
                new ProjectDefined(header("a"), PROJECT, "Ghibli", PHRASE),
                new ScreeningDefined(header("a1"), PROJECT, ScreeningThresholds.usual(), parts()),
                new FilmUploaded(header("b"), FILM, PROJECT, PHRASE, "../a film.mkv", OBJECT),
                new FilmProgressed(header("c"), FILM, PROJECT, PROGRESS),
                new FilmEnded(header("d"), FILM, PROJECT, ingested()),
                new FilmEnded(header("e"), FILM, PROJECT, new FilmOutcome.Failed(PROBLEM)),
                new FilmEnded(
                        header("e1"), FILM, PROJECT, new FilmOutcome.Imported(5, 4, Map.of("Kept", 5), List.of())),
                new ShotsDefined(
                        header("e2"), FILM, PROJECT, PHRASE, List.of(new FrameRange(0, 9), new FrameRange(9, 40))),
                new StillRequested(header("e3"), CLIP, clipCut(), new Crop(8, 8, 768, 768)),
                clipCut(),
                new ClipScreened(header("g"), CLIP, FILM, PROJECT, new Verdict.TooStatic(0.1, 0.3), measures()),
                new ClipWithdrawn(header("g1"), CLIP, FILM, PROJECT),
                new ClipRuled(header("g2"), CLIP, PROJECT, Ruling.KEEP),
                new CaptionRequested(header("h"), CLIP, PROJECT, PHRASE, Medium.CLIP, OBJECT),
                new ClipCaptioned(header("i"), CLIP, PROJECT, caption()),
                new DatasetFrozen(header("j"), DATASET, PROJECT, 6, parts(), OBJECT),
                new CacheRequested(header("k"), DATASET, PROJECT, "wan-nano", OBJECT),
                new LatentCached(header("l"), DATASET, PROJECT, "item", CLIP, new Bucket(128, 80, 9), OBJECT, PROGRESS),
                new TextCached(header("m"), DATASET, PROJECT, "item", CLIP, 12, OBJECT, PROGRESS),
                new CacheEnded(header("n"), DATASET, PROJECT, cached()),
                new TrainingRequested(header("o"), RUN, PROJECT, DATASET, OBJECT, OBJECT),
                new TrainingProgressed(header("p"), RUN, PROJECT, 3, 60, 1, 0.5, 0.6, 1.2, 1e-4, 0.4),
                new CheckpointSaved(header("q"), RUN, PROJECT, 30, 2, OBJECT, OptionalDouble.of(0.4)),
                new CheckpointSaved(header("r"), RUN, PROJECT, 60, 3, OBJECT, OptionalDouble.empty()),
                new PreviewRendered(header("s"), RUN, PROJECT, 30, 0, OBJECT, OBJECT),
                new TrainingEnded(header("t"), RUN, PROJECT, new TrainingOutcome.Finished(60, 0.9, 0.4, OBJECT)),
                new RenderRequested(header("u"), RENDER, PROJECT, OBJECT),
                new RenderProgressed(header("v"), RENDER, PROJECT, PROGRESS),
                new RenderEnded(
                        header("w"),
                        RENDER,
                        PROJECT,
                        new RenderOutcome.Finished(OBJECT, OBJECT, OBJECT, 12.5, List.of("note"))),
                new WorkCommanded(header("x"), RUN.value(), WorkCommanded.Command.CANCEL));
    }

    private static FactHeader header(String identity) {
        return FactHeader.of(Instant.parse("2026-01-02T03:04:05Z"), identity);
    }

    private static FilmOutcome ingested() {
        return new FilmOutcome.Ingested(
                new Resolution(512, 288), new FrameRate(24000, 1001), 480, 6, Map.of("Kept", 4), List.of("truncated"));
    }

    private static ClipCut clipCut() {
        return new ClipCut(
                header("f"),
                CLIP,
                FILM,
                PROJECT,
                Medium.CLIP,
                3,
                10,
                99,
                new FrameRate(24, 1),
                60,
                new Resolution(512, 288),
                OBJECT,
                OBJECT,
                OBJECT,
                OBJECT);
    }

    private static ClipMeasures measures() {
        return new ClipMeasures(
                new ClipMeasures.Motion(0.1, 0.2, 0.9),
                3,
                new ClipMeasures.Tone(120, 0.4, 80, 30),
                0,
                OptionalDouble.of(0.01),
                new CameraMotion(CameraMotion.Move.PAN_LEFT, 0.9, -0.2, 0, 0),
                "00".repeat(24));
    }

    private static Caption caption() {
        return new Caption("Studio Ghibli style. A still picture.", new Caption.Source.Measured(1));
    }

    private static List<DatasetPart> parts() {
        return List.of(DatasetPart.head(128, 80, List.of(1, 9)));
    }

    private static CacheOutcome cached() {
        return new CacheOutcome.Completed(OBJECT, 12, 12, 6, Map.of("too_short", 1));
    }
}
