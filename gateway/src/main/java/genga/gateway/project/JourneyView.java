package genga.gateway.project;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.gateway.dataset.DatasetView;
import genga.gateway.film.FilmView;
import genga.gateway.render.RenderView;
import genga.gateway.run.RunView;
import java.util.List;
import java.util.Map;

/// A project with everything that has come of it but its clips, which come in pages: *Journey* in docs/api.md.
///
/// @param clips     by standing
/// @param stills    by standing
/// @param captioned clips with a caption
record JourneyView(
        ProjectId project,
        String name,
        TriggerPhrase triggerPhrase,
        List<FilmView> films,
        Map<String, Integer> clips,
        Map<String, Integer> stills,
        int captioned,
        List<DatasetView> datasets,
        List<RunView> runs,
        List<RenderView> renders) {}
