package genga.ingest.project;

import genga.chassis.Documents;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// The projects as they were defined, of which the gateway keeps a copy in the store.
@ApplicationScoped
public class Projects {
    private final ObjectStore store;
    private final Documents documents;

    Projects(ObjectStore store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    public Optional<ProjectDefined> find(ProjectId project) {
        return read(ObjectKeys.project(project));
    }

    public List<ProjectDefined> all() {
        return store.list(ObjectKeys.projects()).stream()
                .filter(key -> key.endsWith("/project.json"))
                .flatMap(key -> read(key).stream())
                .toList();
    }

    private Optional<ProjectDefined> read(String key) {
        return store.find(key).map(found -> documents.read(found, ProjectDefined.class));
    }
}
