package genga.gateway.dataset;

import genga.contracts.fact.ClipCut;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Medium;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.FilmFacts;
import genga.gateway.readmodel.Films;
import genga.gateway.readmodel.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a new dataset is made of: parts, and the kept and captioned clips and stills that they ask for.
@ApplicationScoped
class DatasetContent {

    private final Projects projects;
    private final Films films;
    private final Clips clips;

    DatasetContent(Projects projects, Films films, Clips clips) {
        this.projects = projects;
        this.films = films;
        this.clips = clips;
    }

    /// @param clips by id; empty where nothing kept and captioned suits the parts
    record Chosen(List<DatasetPart> parts, List<ClipFacts> clips) {}

    Chosen choose(String project, DatasetOrder order) {
        List<ClipFacts> kept = clips.keptAndCaptioned(project);
        if (kept.isEmpty()) {
            return new Chosen(List.of(), List.of());
        }
        List<DatasetPart> parts = parts(project, order, kept);
        Set<Medium> media = parts.stream().map(DatasetPart::medium).collect(Collectors.toSet());
        List<ClipFacts> chosen = kept.stream()
                .filter(facts -> media.contains(facts.cut().medium()))
                .toList();
        return new Chosen(parts, order.stillsFromOtherShots() ? withoutTwiceSeen(project, chosen) : chosen);
    }

    /// All that is kept and captioned, whatever the parts ask for.
    Chosen everything(String project) {
        List<ClipFacts> kept = clips.keptAndCaptioned(project);
        return new Chosen(kept.isEmpty() ? List.of() : parts(project, DatasetOrder.PLAIN, kept), kept);
    }

    private List<DatasetPart> parts(String project, DatasetOrder order, List<ClipFacts> kept) {
        if (!order.parts().isEmpty()) {
            return order.parts().stream().map(PartOrder::whole).toList();
        }
        List<DatasetPart> inForce =
                projects.screening(project).map(ScreeningDefined::parts).orElse(List.of());
        return inForce.isEmpty() ? PartPlan.of(kept.stream().map(ClipFacts::cut).toList()) : inForce;
    }

    /// Leaves out stills whose film frames also stand in a clip. What was brought along as a collection has no film
    /// frames: there every medium is a shot of its own.
    private List<ClipFacts> withoutTwiceSeen(String project, List<ClipFacts> chosen) {
        Set<FilmId> collections = films.of(project).stream()
                .filter(DatasetContent::collection)
                .map(film -> film.uploaded().film())
                .collect(Collectors.toSet());
        Map<FilmId, List<ClipCut>> moving = chosen.stream()
                .map(ClipFacts::cut)
                .filter(cut -> cut.medium() == Medium.CLIP && !collections.contains(cut.film()))
                .collect(Collectors.groupingBy(ClipCut::film));
        return chosen.stream()
                .filter(facts -> facts.cut().medium() == Medium.CLIP
                        || moving.getOrDefault(facts.cut().film(), List.of()).stream()
                                .noneMatch(clip -> overlap(clip, facts.cut())))
                .toList();
    }

    private static boolean collection(FilmFacts film) {
        return film.ended()
                .map(FilmEnded::outcome)
                .filter(FilmOutcome.Imported.class::isInstance)
                .isPresent();
    }

    private static boolean overlap(ClipCut one, ClipCut other) {
        return one.firstFrame() <= other.lastFrame() && other.firstFrame() <= one.lastFrame();
    }
}
