package genga.standalone.child;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Keeps one program running until it is closed: starts it, tells when it is ready, starts it again when it dies.
///
/// A death before the first readiness is a failed start and is not repeated. Later deaths are followed by a new start
/// after 1, 2, 4 ... 30 s; a minute of good running resets the wait.
public final class Supervision implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration GOOD_RUN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(40);

    private final JavaProgram program;
    private final Readiness readiness;
    private final Surroundings surroundings;
    private final ChildLog log;
    private Child child;
    private volatile boolean lineSeen;
    private volatile boolean closing;

    /// What all processes of a studio share.
    ///
    /// @param java      the JVM to run
    /// @param logs      folder of the log files
    /// @param processes notes which processes run, for the next start
    /// @param notices   told of deaths and restarts, in sentences
    public record Surroundings(Path java, Path logs, ProcessNotes processes, Consumer<String> notices) {}

    public Supervision(
            JavaProgram program, Readiness readiness, Surroundings surroundings, Consumer<String> lineListener) {
        this.program = program;
        this.readiness = readiness;
        this.surroundings = surroundings;
        this.log = new ChildLog(surroundings.logs().resolve(program.name() + ".log"), line -> {
            lineSeen |= readiness instanceof Readiness.Line(String text) && line.equals(text);
            lineListener.accept(line);
        });
    }

    public String name() {
        return program.name();
    }

    /// The process that runs now.
    public synchronized ProcessHandle process() {
        return child.handle();
    }

    /// Starts the process and returns at once.
    public synchronized void start() {
        if (closing) {
            return;
        }
        lineSeen = false;
        child = Child.start(program, surroundings.java(), log);
        surroundings.processes().note(program.name(), child.handle());
    }

    /// Waits for the first readiness, then keeps watch in the background.
    ///
    /// @throws StartFailed when the process ends or the time does before it is ready
    public void awaitReady(Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!isReady()) {
            if (closing) {
                throw new StartFailed("the start was stopped");
            }
            if (!child.isAlive()) {
                throw new StartFailed(failure("ended with status " + child.awaitEnd() + " before it was ready"));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new StartFailed(failure("was not ready within " + patience.toSeconds() + " s"));
            }
            Thread.sleep(POLL);
        }
        Thread.ofVirtual().name(program.name() + "-watch").start(this::keepRunning);
    }

    public boolean isReady() {
        return switch (readiness) {
            case Readiness.Line line -> lineSeen;
            case Readiness.Address address -> address.answers();
        };
    }

    private String failure(String what) {
        String lines = String.join("\n    ", log.lastLines());
        return "%s %s; its log is %s, last lines:%n    %s".formatted(program.name(), what, log.file(), lines);
    }

    private void keepRunning() {
        Duration wait = FIRST_WAIT;
        try {
            while (!closing) {
                Instant since = Instant.now();
                int status = current().awaitEnd();
                if (closing) {
                    return;
                }
                boolean goodRun = Duration.between(since, Instant.now()).compareTo(GOOD_RUN) > 0;
                wait = goodRun ? FIRST_WAIT : wait;
                surroundings
                        .notices()
                        .accept("%s ended with status %d; starting it again in %d s (log: %s)"
                                .formatted(program.name(), status, wait.toSeconds(), log.file()));
                Thread.sleep(wait);
                start();
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Child current() {
        return child;
    }

    /// From now on a death is final.
    public void stopRestarting() {
        closing = true;
    }

    /// No more restarts; the process is asked to stop and may take its time.
    public synchronized void askToStop() {
        closing = true;
        if (child != null) {
            child.askToStop();
        }
    }

    /// Waits for the end of a process that was asked to stop; kills it after the patience.
    public void endWithin(Duration patience) {
        Child running = current();
        if (running != null) {
            running.endWithin(patience);
        }
    }

    @Override
    public void close() {
        askToStop();
        endWithin(Duration.ofSeconds(5));
    }
}
