package genga.chassis.work;

import java.util.concurrent.atomic.AtomicBoolean;

/// What a person, or the end of the process, asks of work that runs. Work looks here between its steps.
public final class WorkSignals {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean saveWanted = new AtomicBoolean();
    private volatile boolean stopping;

    /// Someone wants the work ended for good.
    public boolean cancelled() {
        return cancelled.get();
    }

    /// Whether a save was asked for since this was last called.
    public boolean takeSaveWanted() {
        return saveWanted.getAndSet(false);
    }

    /// Throws when the service is going down: what is stored is enough to resume.
    public void checkpoint() throws WorkInterrupted {
        if (stopping) {
            throw new WorkInterrupted();
        }
    }

    /// The service is going down: save what can be saved quickly, then call [#checkpoint()].
    public boolean stopping() {
        return stopping;
    }

    void cancel() {
        cancelled.set(true);
    }

    void wantSave() {
        saveWanted.set(true);
    }

    void stop() {
        stopping = true;
    }

    /// The service went down while work ran; it is resumed at the next start.
    public static final class WorkInterrupted extends Exception {
        WorkInterrupted() {
            super("the service is going down; the work is resumed when it starts again");
        }
    }
}
