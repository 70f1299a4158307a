package genga.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Listens to a project's server-sent events and wakes whoever waits for news. A broken stream is opened again; what
/// was
/// missed meanwhile is not lost, because a waiter wakes once a second anyway and reads the state itself.
final class EventStream implements AutoCloseable {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(500);

    private final Semaphore news = new Semaphore(0);
    private final Thread reader;

    EventStream(Gateway gateway, String project) {
        HttpRequest request = HttpRequest.newBuilder(gateway.address().resolve("/v1/events?project=" + project))
                .header("Accept", "text/event-stream")
                .build();
        reader = Thread.ofVirtual().name("events").start(() -> listen(gateway, request));
    }

    /// Returns when something happened, after a second at the latest.
    void awaitNews() throws InterruptedException {
        if (news.tryAcquire(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private void listen(Gateway gateway, HttpRequest request) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                readOnce(gateway, request);
                Thread.sleep(BEFORE_RETRY);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce(Gateway gateway, HttpRequest request) throws InterruptedException {
        try (Stream<String> lines = gateway.http()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            lines.filter(line -> line.startsWith("data:")).forEach(line -> news.release());
        } catch (IOException | UncheckedIOException broken) {
            news.release(); // the waiter then finds out by itself whether the gateway is gone
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
