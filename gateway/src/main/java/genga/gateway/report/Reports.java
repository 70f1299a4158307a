package genga.gateway.report;

import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.film.FilmView;
import genga.gateway.planning.Ladder;
import genga.gateway.readmodel.ClipBrief;
import genga.gateway.readmodel.ClipBriefs;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.Films;
import genga.gateway.readmodel.Measure;
import genga.gateway.readmodel.Projects;
import genga.gateway.screening.Criteria;
import genga.gateway.screening.Histogram;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts a project's report together.
@ApplicationScoped
class Reports {

    private static final int BINS = 30;

    private final Projects projects;
    private final Films films;
    private final Clips clips;
    private final ClipBriefs briefs;
    private final Clock clock;

    Reports(Projects projects, Films films, Clips clips, ClipBriefs briefs, Clock clock) {
        this.projects = projects;
        this.films = films;
        this.clips = clips;
        this.briefs = briefs;
        this.clock = clock;
    }

    Report of(ProjectDefined project) {
        String id = project.project().value();
        List<ClipBrief> all = briefs.of(id, ClipFilter.ALL);
        List<ClipBrief> moving =
                all.stream().filter(clip -> clip.medium() == Medium.CLIP).toList();
        List<ClipBrief> kept = moving.stream().filter(ClipBrief::kept).toList();
        List<ClipFacts> lost = clips.lost(id);
        Criteria criteria = Criteria.inForce(projects, id);
        return new Report(
                project.project(),
                project.name(),
                clock.instant(),
                films(id, all),
                clips.standings(id, Medium.CLIP),
                clips.standings(id, Medium.STILL),
                Ladder.of(kept),
                frames(kept),
                Histogram.of(
                        Measure.MOTION, BINS, moving, Histogram.Threshold.of(Measure.MOTION, Medium.CLIP, criteria)),
                twins(lost),
                captions(clips.captions(id)),
                lost.stream().map(Reports::loss).toList());
    }

    private List<Report.Film> films(String project, List<ClipBrief> all) {
        Map<String, List<ClipBrief>> byFilm =
                all.stream().collect(Collectors.groupingBy(clip -> clip.film().value()));
        return films.of(project).stream()
                .map(FilmView::of)
                .map(film -> film(film, byFilm.getOrDefault(film.film().value(), List.of())))
                .toList();
    }

    private static Report.Film film(FilmView film, List<ClipBrief> made) {
        List<ClipBrief> moving =
                made.stream().filter(clip -> clip.medium() == Medium.CLIP).toList();
        Map<String, Integer> lost = new TreeMap<>();
        moving.stream()
                .filter(clip -> !clip.kept())
                .flatMap(clip -> clip.standing().stream())
                .forEach(standing -> lost.merge(standing, 1, Integer::sum));
        return new Report.Film(
                film.film(),
                film.name(),
                film.frames(),
                film.rate(),
                film.resolution(),
                moving.size(),
                (int) moving.stream().filter(ClipBrief::kept).count(),
                made.size() - moving.size(),
                lost,
                film.warnings());
    }

    private static Map<Integer, Integer> frames(List<ClipBrief> kept) {
        Map<Integer, Integer> frames = new TreeMap<>();
        kept.forEach(clip -> frames.merge(clip.frames(), 1, Integer::sum));
        return frames;
    }

    private static List<Report.Twin> twins(List<ClipFacts> lost) {
        return lost.stream()
                .flatMap(facts -> facts
                        .screened()
                        .map(ClipScreened::verdict)
                        .filter(Verdict.Duplicate.class::isInstance)
                        .map(Verdict.Duplicate.class::cast)
                        .map(verdict -> twin(facts.cut().clip(), verdict))
                        .stream())
                .sorted(Comparator.comparingInt(Report.Twin::distance))
                .toList();
    }

    private static Report.Twin twin(ClipId clip, Verdict.Duplicate verdict) {
        return new Report.Twin(clip, verdict.of(), verdict.distance());
    }

    private static Report.Captions captions(List<Caption> captions) {
        IntSummaryStatistics words = captions.stream()
                .mapToInt(caption -> (int) Stream.of(caption.text().split("\\s+"))
                        .filter(word -> !word.isBlank())
                        .count())
                .summaryStatistics();
        return new Report.Captions(
                captions.size(),
                captions.isEmpty()
                        ? new Report.Words(0, 0, 0)
                        : new Report.Words(words.getAverage(), words.getMin(), words.getMax()));
    }

    private static Report.Loss loss(ClipFacts facts) {
        String standing = facts.standing().orElseThrow();
        String reason = standing.equals("Rejected")
                ? "a person rejected it"
                : facts.screened()
                        .map(ClipScreened::verdict)
                        .map(Verdict::reason)
                        .orElse("");
        return new Report.Loss(facts.cut().clip(), facts.cut().film(), standing, reason);
    }
}
