package genga.gateway.project;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.Medium;
import genga.gateway.dataset.DatasetView;
import genga.gateway.film.FilmView;
import genga.gateway.readmodel.Clips;
import genga.gateway.readmodel.Datasets;
import genga.gateway.readmodel.Films;
import genga.gateway.render.RenderBook;
import genga.gateway.run.RunBook;
import jakarta.enterprise.context.ApplicationScoped;

/// Puts a project's journey together.
@ApplicationScoped
class Journeys {

    private final Films films;
    private final Clips clips;
    private final Datasets datasets;
    private final RunBook runs;
    private final RenderBook renders;

    Journeys(Films films, Clips clips, Datasets datasets, RunBook runs, RenderBook renders) {
        this.films = films;
        this.clips = clips;
        this.datasets = datasets;
        this.runs = runs;
        this.renders = renders;
    }

    JourneyView of(ProjectDefined project) {
        String id = project.project().value();
        return new JourneyView(
                project.project(),
                project.name(),
                project.triggerPhrase(),
                films.of(id).stream().map(FilmView::of).toList(),
                clips.standings(id, Medium.CLIP),
                clips.standings(id, Medium.STILL),
                clips.captioned(id),
                datasets.of(id).stream().map(DatasetView::of).toList(),
                runs.of(id),
                renders.of(id));
    }
}
