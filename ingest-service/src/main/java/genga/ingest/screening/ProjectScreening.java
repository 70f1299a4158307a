package genga.ingest.screening;

import genga.chassis.Documents;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Judging;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Judges the clips of a project by what the project asks for, each against all before it.
///
/// New verdicts are written down before they are told, marked as not told yet, and the mark is taken off afterwards: a
/// kill in between repeats facts and loses none. A person's ruling is no verdict and lies elsewhere; nothing here
/// touches it.
@ApplicationScoped
public class ProjectScreening {
    private final ObjectStore store;
    private final Documents documents;
    private final ScreenedFilms films;
    private final Verdicts verdicts;
    /// A film that ends and thresholds that move must not overwrite each other's documents.
    private final ReentrantLock judging = new ReentrantLock();

    ProjectScreening(ObjectStore store, Documents documents, ScreenedFilms films, Verdicts verdicts) {
        this.store = store;
        this.documents = documents;
        this.films = films;
        this.verdicts = verdicts;
    }

    /// The clips of a film as they were last told of; empty when none of its orders came to an end.
    public Optional<ScreenedFilm> find(Film film) {
        return films.find(film);
    }

    /// What judges the clips of a film as they are cut: it has seen all that come before them in the project. What it
    /// cannot know, films that come after and thresholds that move meanwhile, [#settle] makes good.
    public Judging upTo(Film film) {
        Judging judge = judge(film.project());
        films.all(film.project()).stream()
                .filter(other ->
                        other.film().film().value().compareTo(film.film().value()) < 0)
                .flatMap(other -> other.clips().stream())
                .sorted(byId())
                .forEach(clip -> judge.judge(clip.candidate()));
        return judge;
    }

    /// Takes in what a film has now, and judges the project with it.
    ///
    /// @param cause event that brought it about
    /// @return the film's clips as they stand
    public ScreenedFilm settle(ScreenedFilm film, String cause) throws InterruptedException {
        judging.lockInterruptibly();
        try {
            films.write(film);
            judgeAll(film.film().project(), cause);
            return films.find(film.film()).orElseThrow();
        } finally {
            judging.unlock();
        }
    }

    /// Judges all clips of a project by what it asks for now, and tells of those whose verdict changed.
    void judgeAnew(ProjectId project, String cause) throws InterruptedException {
        judging.lockInterruptibly();
        try {
            judgeAll(project, cause);
        } finally {
            judging.unlock();
        }
    }

    private void judgeAll(ProjectId project, String cause) throws InterruptedException {
        List<ScreenedFilm> before = films.all(project);
        Map<ClipId, Verdict> judged = judged(before, judge(project));
        List<ScreenedFilm> changed = new ArrayList<>();
        for (ScreenedFilm film : before) {
            ScreenedFilm anew = film.judged(judged);
            if (!anew.untold().isEmpty()) {
                films.write(anew);
                changed.add(anew);
            }
        }
        for (ScreenedFilm film : changed) {
            verdicts.tellAll(film.film(), film.untold(), cause);
            films.write(film.told());
        }
    }

    private static Map<ClipId, Verdict> judged(List<ScreenedFilm> films, Judging judge) {
        Map<ClipId, Verdict> verdicts = new HashMap<>();
        films.stream()
                .flatMap(film -> film.clips().stream())
                .sorted(byId())
                .forEach(clip -> verdicts.put(clip.clip(), judge.judge(clip.candidate())));
        return verdicts;
    }

    private static Comparator<ScreenedClip> byId() {
        return Comparator.comparing(clip -> clip.clip().value());
    }

    private Judging judge(ProjectId project) {
        return store.find(ObjectKeys.screening(project))
                .map(found -> documents.read(found, ScreeningDefined.class))
                .map(defined -> new Judging(defined.thresholds(), defined.parts()))
                .orElseGet(() -> new Judging(ScreeningThresholds.usual(), List.of()));
    }
}
