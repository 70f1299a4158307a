package genga.gateway.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmProgressed;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Progress;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.gateway.problem.ProblemView;
import genga.gateway.readmodel.FilmFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A film as the API tells of it: *Film* in docs/api.md.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FilmView(
        FilmId film,
        ProjectId project,
        String name,
        long size,
        Kind kind,
        State state,
        Optional<Progress> progress,
        Optional<Integer> shots,
        Optional<Long> frames,
        Optional<FrameRate> rate,
        Optional<Resolution> resolution,
        Map<String, Integer> verdicts,
        List<String> warnings,
        Optional<ProblemView> problem,
        Instant uploadedAt) {

    /// What was brought.
    enum Kind {
        FILM,
        /// A zip of clips or stills, taken in as they are.
        COLLECTION
    }

    /// How far ingest of it is.
    enum State {
        UPLOADED,
        INGESTING,
        INGESTED,
        FAILED
    }

    public static FilmView of(FilmFacts facts) {
        Optional<FilmOutcome> outcome = facts.ended().map(FilmEnded::outcome);
        Optional<FilmOutcome.Ingested> ingested = only(outcome, FilmOutcome.Ingested.class);
        Optional<FilmOutcome.Failed> failed = only(outcome, FilmOutcome.Failed.class);
        FilmUploaded uploaded = facts.uploaded();
        return new FilmView(
                uploaded.film(),
                uploaded.project(),
                uploaded.name(),
                uploaded.source().size(),
                kind(uploaded, outcome),
                state(facts),
                facts.progressed().map(FilmProgressed::progress),
                ingested.map(FilmOutcome.Ingested::shots),
                ingested.map(FilmOutcome.Ingested::frames),
                ingested.map(FilmOutcome.Ingested::rate),
                ingested.map(FilmOutcome.Ingested::resolution),
                outcome.map(FilmView::verdicts).orElse(Map.of()),
                outcome.map(FilmView::warnings).orElse(List.of()),
                failed.map(FilmOutcome.Failed::problem).map(ProblemView::of),
                uploaded.header().at());
    }

    private static <T> Optional<T> only(Optional<FilmOutcome> outcome, Class<T> type) {
        return outcome.filter(type::isInstance).map(type::cast);
    }

    /// Until it has been opened its name is all there is to go by.
    private static Kind kind(FilmUploaded uploaded, Optional<FilmOutcome> outcome) {
        boolean zip = uploaded.name().toLowerCase(Locale.ROOT).endsWith(".zip");
        boolean collection = outcome.map(
                        ended -> ended instanceof FilmOutcome.Imported || zip && ended instanceof FilmOutcome.Failed)
                .orElse(zip);
        return collection ? Kind.COLLECTION : Kind.FILM;
    }

    private static Map<String, Integer> verdicts(FilmOutcome outcome) {
        return switch (outcome) {
            case FilmOutcome.Ingested ingested -> ingested.verdicts();
            case FilmOutcome.Imported imported -> imported.verdicts();
            case FilmOutcome.Failed failed -> Map.of();
        };
    }

    private static List<String> warnings(FilmOutcome outcome) {
        return switch (outcome) {
            case FilmOutcome.Ingested ingested -> ingested.warnings();
            case FilmOutcome.Imported imported -> imported.warnings();
            case FilmOutcome.Failed failed -> List.of();
        };
    }

    /// A film whose cuts were moved is worked on again after it had ended.
    private static State state(FilmFacts facts) {
        if (facts.ended().isEmpty()) {
            return facts.progressed().isPresent() ? State.INGESTING : State.UPLOADED;
        }
        FilmEnded ended = facts.ended().get();
        boolean again = facts.progressed()
                .filter(progress ->
                        progress.header().at().isAfter(ended.header().at()))
                .isPresent();
        if (again) {
            return State.INGESTING;
        }
        return switch (ended.outcome()) {
            case FilmOutcome.Ingested ingested -> State.INGESTED;
            case FilmOutcome.Imported imported -> State.INGESTED;
            case FilmOutcome.Failed failed -> State.FAILED;
        };
    }
}
