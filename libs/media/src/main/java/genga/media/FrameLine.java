package genga.media;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// Does something to things, in order, on a thread of its own, while the caller goes on; at most a few wait. What the
/// work throws, the caller gets at the next call.
public final class FrameLine<T> implements AutoCloseable {
    private static final int WAITING = 4;
    private static final Object END = new Object();

    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private final Consumer<T> work;
    private final Consumer<T> discard;
    private volatile Throwable failure;

    /// @param work done with each thing
    /// @param discard done with things that come after a failure
    public FrameLine(String name, Consumer<T> work, Consumer<T> discard) {
        this.work = work;
        this.discard = discard;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    @SuppressWarnings("unchecked")
    private void run() {
        try {
            for (Object next = queue.take(); next != END; next = queue.take()) {
                handle((T) next);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(T next) {
        if (failure != null) {
            discard.accept(next);
            return;
        }
        try {
            work.accept(next);
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
    }

    /// Queues one thing, waiting while too many are queued.
    public void add(T next) {
        rethrow();
        put(next);
    }

    /// Waits until everything queued is done.
    public void finish() {
        close();
        rethrow();
    }

    private void rethrow() {
        switch (failure) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            default -> throw new IllegalStateException("work on thread " + thread.getName() + " failed", failure);
        }
    }

    private void put(Object next) {
        try {
            queue.put(next);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + thread.getName(), stopped);
        }
    }

    /// Ends the thread, after what is queued is done. Does nothing the second time.
    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
        put(END);
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
