package genga.gateway.project;

import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.gateway.readmodel.ProjectCounts;

/// A project in a list of projects.
record ProjectView(
        ProjectId project,
        String name,
        TriggerPhrase triggerPhrase,
        int films,
        int clips,
        int kept,
        int stills,
        int runs,
        int renders) {

    static ProjectView of(ProjectCounts counts) {
        return new ProjectView(
                counts.defined().project(),
                counts.defined().name(),
                counts.defined().triggerPhrase(),
                counts.films(),
                counts.clips(),
                counts.kept(),
                counts.stills(),
                counts.runs(),
                counts.renders());
    }
}
