package genga.gateway.upload;

import genga.contracts.vocabulary.ProjectId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Speaks tus 1.0.0, and breaks connections when asked to.
final class TusClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final ProjectId project;

    TusClient(URI server, ProjectId project) {
        this.server = server;
        this.project = project;
    }

    /// The new upload's path.
    String create(String name, long length) throws Exception {
        HttpResponse<String> created = createRaw("1.0.0", String.valueOf(length), metadata(name));
        String location = created.headers().firstValue("Location").orElseThrow();
        return URI.create(location).getPath();
    }

    HttpResponse<String> createRaw(String version, String length, String metadata) throws Exception {
        return send(request(uploads())
                .header("Tus-Resumable", version)
                .header("Upload-Length", length)
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> createWith(String name, long length, byte[] first) throws Exception {
        return send(tus(uploads())
                .header("Upload-Length", String.valueOf(length))
                .header("Upload-Metadata", metadata(name))
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(first)));
    }

    HttpResponse<String> patch(String upload, long offset, byte[] bytes, String... headers) throws Exception {
        HttpRequest.Builder request = tus(upload)
                .header("Upload-Offset", String.valueOf(offset))
                .header("Content-Type", "application/offset+octet-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    HttpResponse<String> patchAs(String contentType, String upload, byte[] bytes) throws Exception {
        return send(tus(upload)
                .header("Upload-Offset", "0")
                .header("Content-Type", contentType)
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    HttpResponse<String> head(String upload) throws Exception {
        return send(tus(upload).method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String upload) throws Exception {
        return send(tus(upload).DELETE());
    }

    HttpResponse<String> options() throws Exception {
        return send(request(uploads()).method("OPTIONS", BodyPublishers.noBody()));
    }

    long offset(String upload) throws Exception {
        return Long.parseLong(head(upload).headers().firstValue("Upload-Offset").orElseThrow());
    }

    /// Asks until the upload stands there; what was sent over a connection that is gone may take a moment to be kept.
    long awaitOffset(String upload, long expected) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (offset(upload) != expected && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return offset(upload);
    }

    /// Announces a body of some length, sends less and stays silent.
    HalfSent hang(String upload, long offset, long announced, byte[] sent, String... headers) throws IOException {
        HalfSent half = new HalfSent(new Socket(server.getHost(), server.getPort()));
        String head = "PATCH %s HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: %d\r\n"
                        .formatted(upload, offset)
                + "Content-Type: application/offset+octet-stream\r\nContent-Length: %d\r\n".formatted(announced);
        for (String header : headers) {
            head += header + "\r\n";
        }
        half.send((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        half.send(sent);
        return half;
    }

    private String uploads() {
        return "/v1/projects/" + project + "/uploads";
    }

    private static String metadata(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder tus(String path) {
        return request(path).header("Tus-Resumable", "1.0.0");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// A connection over which a part of a body went.
    record HalfSent(Socket socket) implements AutoCloseable {

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
