package genga.gateway.run;

import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.TrainingProgressed;
import genga.gateway.object.Documents;
import genga.gateway.readmodel.RunFacts;
import genga.gateway.readmodel.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Runs with their recipes: what happened is in the read model, the recipe is an object.
@ApplicationScoped
public class RunBook {

    private final Runs runs;
    private final Documents documents;

    RunBook(Runs runs, Documents documents) {
        this.runs = runs;
        this.documents = documents;
    }

    public Optional<RunView> find(String run) {
        return runs.find(run).map(this::view);
    }

    /// A project's, oldest first.
    public List<RunView> of(String project) {
        return runs.of(project).stream().map(this::view).toList();
    }

    /// The steps of a run after one of them; nothing when there is no such run.
    Optional<List<TrainingProgressed>> steps(String run, int after, int most) {
        return runs.find(run).map(found -> runs.steps(run, after, most));
    }

    private RunView view(RunFacts facts) {
        return RunView.of(facts, documents.read(facts.requested().recipe(), TrainingRecipe.class));
    }
}
