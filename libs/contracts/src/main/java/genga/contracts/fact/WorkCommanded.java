package genga.contracts.fact;

/// A person wants something of work that runs or waits.
///
/// @param work the film, dataset, run or render whose work is meant
public record WorkCommanded(FactHeader header, String work, Command command) implements Fact {

    /// What is wanted.
    public enum Command {
        /// End it; what is stored stays.
        CANCEL,
        /// Training: save a checkpoint and the run state at the next step.
        SAVE_NOW
    }

    @Override
    public Topic topic() {
        return Topic.WORKS_COMMANDED;
    }

    @Override
    public String key() {
        return work;
    }
}
