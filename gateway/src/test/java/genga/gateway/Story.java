package genga.gateway;

import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderOutcome;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import genga.contracts.fact.TextCached;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingOutcome;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RenderId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.contracts.vocabulary.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Facts as the services send them, about one film of one project. Every call is a second later than the one before.
public final class Story {

    public final ProjectId project = ProjectId.fresh();
    public final FilmId film = FilmId.fresh();
    public final DatasetId dataset = DatasetId.fresh();
    public final RunId run = RunId.fresh();
    public final RenderId render = RenderId.fresh();

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    public static StoredObject object(String key) {
        return new StoredObject(key, 1000, "0".repeat(64));
    }

    public ClipId clip(int shot) {
        return ClipId.of(film, new FrameRange((shot - 1) * 72, shot * 72));
    }

    private FactHeader header(Object... identity) {
        now = now.plusSeconds(1);
        return FactHeader.of(now, identity);
    }

    public ProjectDefined defined() {
        return new ProjectDefined(header("p", project), project, "Paper lanterns", new TriggerPhrase("Lantern style."));
    }

    public FilmUploaded uploaded() {
        return new FilmUploaded(
                header("u", film), film, project, new TriggerPhrase("Lantern style."), "sample.mp4", object("films/x"));
    }

    public FilmProgressed progressed(long done) {
        return new FilmProgressed(header("fp", film, done), film, project, new Progress("cutting clips", done, 6));
    }

    public FilmEnded ended() {
        return new FilmEnded(
                header("fe", film),
                film,
                project,
                new FilmOutcome.Ingested(
                        new Resolution(640, 360),
                        new FrameRate(24, 1),
                        432,
                        6,
                        Map.of("Kept", 4, "TooStatic", 1, "TooShort", 1),
                        List.of()));
    }

    public ClipCut cut(int shot) {
        ClipId clip = clip(shot);
        return new ClipCut(
                header("cc", clip),
                clip,
                film,
                project,
                Medium.CLIP,
                shot,
                (shot - 1) * 72L,
                shot * 72L - 1,
                new FrameRate(24, 1),
                48,
                new Resolution(640, 360),
                object("clips/" + clip + "/clip.mp4"),
                object("clips/" + clip + "/preview.mp4"),
                object("clips/" + clip + "/poster.jpg"),
                object("clips/" + clip + "/strip.jpg"));
    }

    public ClipScreened screened(int shot, Verdict verdict) {
        return new ClipScreened(
                header("cs", clip(shot)),
                clip(shot),
                film,
                project,
                verdict,
                new ClipMeasures(
                        new ClipMeasures.Motion(2.1, 6.4, 0.1),
                        9.3,
                        new ClipMeasures.Tone(121, 0.4, 480, 33),
                        0,
                        OptionalDouble.empty(),
                        CameraMotion.UNKNOWN,
                        "0f".repeat(24)));
    }

    public ClipCaptioned captioned(int shot) {
        Caption caption = new Caption(
                "Lantern style. A calm wide shot, number %d. ".formatted(shot)
                        + "The light is soft and bright, teal and sand colours lead, the camera drifts slowly.",
                new Caption.Source.Measured(1));
        return new ClipCaptioned(header("cp", clip(shot)), clip(shot), project, caption);
    }

    public DatasetFrozen frozen() {
        return new DatasetFrozen(
                header("df", dataset),
                dataset,
                project,
                4,
                List.of(DatasetPart.head(144, 80, List.of(1)), DatasetPart.head(144, 80, List.of(17))),
                object("datasets/" + dataset + "/manifest.json"));
    }

    public CacheRequested cacheRequested() {
        return new CacheRequested(
                header("cr", dataset), dataset, project, "wan-nano", object("datasets/" + dataset + "/manifest.json"));
    }

    public LatentCached latent(int done) {
        return new LatentCached(
                header("lc", dataset, done),
                dataset,
                project,
                "item-" + done,
                clip(1),
                new Bucket(144, 80, 17),
                object("latents/x.safetensors"),
                new Progress("latents", done, 8));
    }

    public TextCached text(int done) {
        return new TextCached(
                header("tc", dataset, done),
                dataset,
                project,
                "text-" + done,
                clip(1),
                20,
                object("texts/x.safetensors"),
                new Progress("texts", done, 4));
    }

    public CacheEnded cached() {
        return new CacheEnded(
                header("ce", dataset),
                dataset,
                project,
                new CacheOutcome.Completed(object("datasets/" + dataset + "/cache.json"), 8, 8, 4, Map.of()));
    }

    public TrainingRequested trainingRequested(StoredObject recipe) {
        return new TrainingRequested(
                header("tr", run), run, project, dataset, object("datasets/" + dataset + "/cache.json"), recipe);
    }

    public TrainingProgressed step(int step) {
        double mean = 0.42 + 0.75 * Math.exp(-step / 18.0);
        double loss = mean * (1 + 0.18 * Math.sin(step * 2.4));
        return new TrainingProgressed(header("tp", run, step), run, project, step, 60, 1, loss, mean, 0.5, 2e-3, 0.2);
    }

    public CheckpointSaved saved(int step) {
        return new CheckpointSaved(
                header("ck", run, step),
                run,
                project,
                step,
                1,
                object("runs/%s/lantern-step%08d.safetensors".formatted(run, step)),
                OptionalDouble.empty());
    }

    public PreviewRendered preview(int step) {
        return new PreviewRendered(
                header("pr", run, step),
                run,
                project,
                step,
                0,
                object("runs/%s/previews/a.mp4".formatted(run)),
                object("runs/%s/previews/a.jpg".formatted(run)));
    }

    public TrainingEnded trained() {
        return new TrainingEnded(
                header("te", run),
                run,
                project,
                new TrainingOutcome.Finished(60, 1.2, 0.4, object("runs/%s/lantern.safetensors".formatted(run))));
    }

    public RenderRequested renderRequested(StoredObject recipe) {
        return new RenderRequested(header("rr", render), render, project, recipe);
    }

    public RenderProgressed rendering(long done) {
        return new RenderProgressed(header("rp", render, done), render, project, new Progress("denoising", done, 12));
    }

    public RenderEnded rendered() {
        return new RenderEnded(
                header("re", render),
                render,
                project,
                new RenderOutcome.Finished(
                        object("renders/%s/clip.mp4".formatted(render)),
                        object("renders/%s/poster.jpg".formatted(render)),
                        object("renders/%s/recipe.json".formatted(render)),
                        3.2,
                        List.of("TeaCache is left out at 8 steps: it needs at least 9")));
    }

    /// A film through ingest and captions: four clips kept, one too static, one too short.
    public List<Fact> filmDone() {
        List<Fact> facts = new ArrayList<>(List.of(defined(), uploaded(), progressed(3), progressed(6)));
        for (int shot = 1; shot <= 6; shot++) {
            facts.add(cut(shot));
            facts.add(screened(shot, verdict(shot)));
            if (shot <= 4) {
                facts.add(captioned(shot));
            }
        }
        facts.add(ended());
        return facts;
    }

    /// The dataset of that film, encoded.
    public List<Fact> datasetDone() {
        return List.of(frozen(), cacheRequested(), text(4), latent(3), latent(8), cached());
    }

    private static Verdict verdict(int shot) {
        return switch (shot) {
            case 5 -> new Verdict.TooStatic(0.05, 0.3);
            case 6 -> new Verdict.TooShort(12, 17);
            default -> new Verdict.Kept();
        };
    }
}
