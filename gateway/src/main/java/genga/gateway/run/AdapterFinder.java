package genga.gateway.run;

import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.object.IncomingKey;
import genga.gateway.problem.Refusal;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds adapters that a person names: those of a project's runs, and those people brought into the store, such as
/// ones that make a base model need fewer steps. Of the latter only safetensors files under `incoming/` can be named:
/// whoever names an object gets to see what is made of it.
@ApplicationScoped
public class AdapterFinder {

    private final RunBook runs;
    private final ObjectStore store;

    AdapterFinder(RunBook runs, ObjectStore store) {
        this.runs = runs;
        this.store = store;
    }

    /// A run of that project.
    public RunView run(ProjectId project, String run) {
        return runs.find(run)
                .filter(found -> found.project().equals(project))
                .orElseThrow(() -> Refusal.unknown("run", run));
    }

    /// The finished adapter of a run, or the latest one saved on the way to it.
    public StoredObject saved(RunView run) {
        return run.adapter()
                .or(() -> run.checkpoints().isEmpty()
                        ? Optional.empty()
                        : Optional.of(run.checkpoints().getLast().adapter()))
                .orElseThrow(() -> Refusal.conflict(
                        "run",
                        "one that has saved an adapter",
                        "%s, which has not".formatted(run.run()),
                        "wait for its first checkpoint or leave it out"));
    }

    /// An object with its hash, which the store works out by reading it where nobody left one.
    ///
    /// @param field that names it
    public StoredObject brought(String field, String key) {
        if (!IncomingKey.isOne(key) || !key.endsWith(".safetensors")) {
            throw Refusal.bad(
                    field,
                    "the key of a .safetensors object under %s, without empty or upward parts"
                            .formatted(ObjectKeys.incoming()),
                    IncomingKey.shown(key),
                    "put the adapter there and name it as the store does");
        }
        return store.find(key)
                .orElseThrow(() -> Refusal.bad(
                        field,
                        "an object that lies in the store",
                        "'%s', where there is nothing".formatted(key),
                        "check the key"));
    }
}
