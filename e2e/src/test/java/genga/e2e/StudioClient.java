package genga.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/// A person at the API: orders things, looks how they come on, and tries again while the gateway is away.
final class StudioClient {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration GATEWAY_AWAY = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI gateway;

    StudioClient(URI gateway) {
        this.gateway = gateway;
    }

    JsonNode get(String path) {
        return parsed(text(HttpRequest.newBuilder(gateway.resolve(path)).build(), 200));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return parsed(text(posting(path, body), 201));
    }

    HttpResponse<String> tryPost(String path, String body) {
        return send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode upload(String project, String name, Path film) throws IOException {
        String path =
                "/v1/projects/%s/films?name=%s".formatted(project, URLEncoder.encode(name, StandardCharsets.UTF_8));
        return parsed(text(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofFile(film))
                        .build(),
                201));
    }

    /// Copies a stored object to a file.
    Path fetch(String key, Path file) {
        HttpResponse<Path> response = send(
                HttpRequest.newBuilder(gateway.resolve("/v1/objects/" + key)).build(), BodyHandlers.ofFile(file));
        assertThat(response.statusCode()).as("object %s", key).isEqualTo(200);
        return response.body();
    }

    /// Looks at `path` until it is as wanted.
    JsonNode await(String path, Duration patience, Predicate<JsonNode> wanted) {
        Instant deadline = Instant.now().plus(patience);
        JsonNode seen = get(path);
        while (!wanted.test(seen)) {
            assertThat(Instant.now())
                    .as("%s after %s: %s", path, patience, seen)
                    .isBefore(deadline);
            pause();
            seen = get(path);
        }
        return seen;
    }

    private HttpRequest posting(String path, Map<String, ?> body) {
        try {
            return HttpRequest.newBuilder(gateway.resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(HttpRequest request, int status) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", request.method(), request.uri(), response.body())
                .isEqualTo(status);
        return response.body();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        Instant deadline = Instant.now().plus(GATEWAY_AWAY);
        while (true) {
            try {
                HttpResponse<T> response = http.send(request, handler);
                if (response.statusCode() != 503 || Instant.now().isAfter(deadline)) {
                    return response;
                }
                pause();
            } catch (IOException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new UncheckedIOException("the gateway stayed away for " + GATEWAY_AWAY, e);
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
