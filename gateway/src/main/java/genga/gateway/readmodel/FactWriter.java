package genga.gateway.readmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.CheckpointSaved;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipRuled;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.ClipWithdrawn;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.PreviewRendered;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.fact.StillRequested;
import genga.contracts.fact.TextCached;
import genga.contracts.fact.TrainingEnded;
import genga.contracts.fact.TrainingProgressed;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.vocabulary.Id;
import genga.contracts.vocabulary.ProjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;

/// Writes facts into the read model. Any order and any number of times gives the same rows: a kind of fact has columns
/// of its own, and of two facts of one kind about one thing the one that happened later stays.
final class FactWriter {

    private final ObjectMapper json;

    FactWriter(ObjectMapper json) {
        this.json = json;
    }

    void write(Connection connection, Fact fact) throws SQLException {
        switch (fact) {
            case ProjectDefined f -> put(connection, f, "defined", new RowKey("project").and("project", f.project()));
            case ScreeningDefined f ->
                put(connection, f, "screening", new RowKey("project").and("project", f.project()));
            case FilmUploaded f -> put(connection, f, "uploaded", thing("film", f.film(), f.project()));
            case FilmProgressed f -> put(connection, f, "progressed", thing("film", f.film(), f.project()));
            case FilmEnded f -> put(connection, f, "ended", thing("film", f.film(), f.project()));
            case ShotsDefined f -> put(connection, f, "shots", thing("film", f.film(), f.project()));
            case ClipCut f -> cut(connection, f);
            case ClipScreened f -> screened(connection, f);
            case ClipWithdrawn f -> put(connection, f, "withdrawn", thing("clip", f.clip(), f.project()));
            case ClipRuled f -> ruled(connection, f);
            case ClipCaptioned f -> put(connection, f, "captioned", thing("clip", f.clip(), f.project()));
            case DatasetFrozen f -> put(connection, f, "frozen", thing("dataset", f.dataset(), f.project()));
            case CacheRequested f -> put(connection, f, "requested", thing("dataset", f.dataset(), f.project()));
            case LatentCached f -> put(connection, f, "latent", thing("dataset", f.dataset(), f.project()));
            case TextCached f -> put(connection, f, "text", thing("dataset", f.dataset(), f.project()));
            case CacheEnded f -> put(connection, f, "ended", thing("dataset", f.dataset(), f.project()));
            case TrainingRequested f -> put(connection, f, "requested", thing("run", f.run(), f.project()));
            case TrainingProgressed f -> progressed(connection, f);
            case CheckpointSaved f -> put(connection, f, "saved", step("checkpoint", f.run(), f.step()));
            case PreviewRendered f ->
                put(
                        connection,
                        f,
                        "rendered",
                        step("preview", f.run(), f.step()).and("prompt", f.prompt()));
            case TrainingEnded f -> put(connection, f, "ended", thing("run", f.run(), f.project()));
            case RenderRequested f -> put(connection, f, "requested", thing("render", f.render(), f.project()));
            case RenderProgressed f -> put(connection, f, "progressed", thing("render", f.render(), f.project()));
            case RenderEnded f -> put(connection, f, "ended", thing("render", f.render(), f.project()));
            case StillRequested f -> nothing();
            case CaptionRequested f -> nothing();
            case WorkCommanded f -> nothing();
        }
    }

    /// Orders between services leave no row: what came of them is told by other facts.
    private static void nothing() {}

    private void cut(Connection connection, ClipCut fact) throws SQLException {
        Object[] searched = {
            "film", fact.film().value(),
            "medium", fact.medium().name(),
            "shot", fact.shot(),
            "first_frame", fact.firstFrame(),
            "last_frame", fact.lastFrame(),
            "frames", fact.frames(),
            "width", fact.resolution().width(),
            "height", fact.resolution().height()
        };
        put(connection, fact, "cut", thing("clip", fact.clip(), fact.project()), searched);
    }

    private void screened(Connection connection, ClipScreened fact) throws SQLException {
        List<Object> searched = new ArrayList<>(List.of(
                "verdict", fact.verdict().label(), "hash", fact.measures().hash()));
        for (Measure measure : EnumSet.complementOf(EnumSet.of(Measure.FRAMES))) {
            OptionalDouble value = measure.of(fact.measures());
            searched.add(measure.column());
            searched.add(value.isPresent() ? value.getAsDouble() : null);
        }
        put(connection, fact, "screened", thing("clip", fact.clip(), fact.project()), searched.toArray());
    }

    private void ruled(Connection connection, ClipRuled fact) throws SQLException {
        RowKey row = thing("clip", fact.clip(), fact.project());
        put(connection, fact, "ruled", row, "ruling", fact.ruling().name());
    }

    private void progressed(Connection connection, TrainingProgressed fact) throws SQLException {
        put(connection, fact, "progressed", step("loss", fact.run(), fact.step()));
        put(connection, fact, "progressed", thing("run", fact.run(), fact.project()));
    }

    private static RowKey thing(String table, Id id, ProjectId project) {
        return new RowKey(table).and(table, id).owned(project);
    }

    private static RowKey step(String table, Id run, int step) {
        return new RowKey(table).and("run", run).and("step", step);
    }

    /// @param searched a column and its value, written together with the fact
    private void put(Connection connection, Fact fact, String column, RowKey row, Object... searched)
            throws SQLException {
        String body = body(fact);
        // Most rows are there already, and making one that is there would write all its facts again.
        if (!row.update(connection, column, body, fact.header().at(), searched)) {
            row.make(connection);
            row.update(connection, column, body, fact.header().at(), searched);
        }
    }

    private String body(Fact fact) {
        try {
            return json.writerFor(Fact.class).writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "fact %s cannot be written as JSON: %s"
                            .formatted(fact.header().event(), e.getOriginalMessage()),
                    e);
        }
    }
}
