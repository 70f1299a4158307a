package genga.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The studio's HTTP API. An answer that is not a success becomes a [DemoFailed] with the problem's own sentence.
///
/// @param address of the gateway, such as `http://127.0.0.1:8080`
record Gateway(URI address, HttpClient http, ObjectMapper json) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(300);
    private static final int FAILURES = 400;
    private static final int UNAVAILABLE = 503;

    static Gateway at(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        return new Gateway(address, client, new ObjectMapper());
    }

    JsonNode get(String path) throws InterruptedException {
        return answer(
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build());
    }

    JsonNode post(String path, Map<String, Object> body) throws InterruptedException {
        HttpRequest.BodyPublisher text =
                HttpRequest.BodyPublishers.ofString(json.valueToTree(body).toString());
        return answer(HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(text)
                .build());
    }

    /// Streams a film into a project.
    JsonNode upload(String project, Path film) throws InterruptedException, IOException {
        String name = URLEncoder.encode(film.getFileName().toString(), StandardCharsets.UTF_8);
        return answer(HttpRequest.newBuilder(address.resolve("/v1/projects/" + project + "/films?name=" + name))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(film))
                .build());
    }

    /// Copies a stored object to a file; the file appears whole or not at all.
    Path download(String key, Path file) throws InterruptedException, IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        HttpResponse<Path> response = send(
                HttpRequest.newBuilder(address.resolve("/v1/objects/" + key)).build(),
                HttpResponse.BodyHandlers.ofFile(part));
        if (response.statusCode() >= FAILURES) {
            Files.deleteIfExists(part);
            throw new DemoFailed("the object " + key + " cannot be read: status " + response.statusCode());
        }
        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode answer(HttpRequest request) throws InterruptedException {
        HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
        try {
            JsonNode body = json.readTree(response.body());
            if (response.statusCode() >= FAILURES) {
                throw refused(
                        request, response.statusCode(), body.path("detail").asText(response.body()));
            }
            return body;
        } catch (IOException notJson) {
            throw refused(request, response.statusCode(), response.body());
        }
    }

    private static DemoFailed refused(HttpRequest request, int status, String said) {
        return new DemoFailed("%s %s answered %d: %s"
                .formatted(request.method(), request.uri().getPath(), status, said.isBlank() ? "nothing" : said));
    }

    /// Sends a request; a gateway that is just starting again, after a kill say, is waited for.
    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                HttpResponse<T> response = http.send(request, handler);
                if (response.statusCode() != UNAVAILABLE || Instant.now().isAfter(deadline)) {
                    return response;
                }
            } catch (IOException unreachable) {
                // only a refused connection is sure to have ordered nothing
                if (!(unreachable instanceof ConnectException) || Instant.now().isAfter(deadline)) {
                    throw new DemoFailed(
                            "the gateway at " + address + " did not answer "
                                    + request.uri().getPath() + ": " + unreachable.getMessage(),
                            unreachable);
                }
            }
            Thread.sleep(GLANCE);
        }
    }
}
