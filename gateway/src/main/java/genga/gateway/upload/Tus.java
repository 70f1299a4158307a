package genga.gateway.upload;

import genga.gateway.problem.Refusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What every exchange of the tus protocol 1.0.0 has in common.
public final class Tus {

    static final String VERSION = "1.0.0";
    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";
    static final String CHECKSUM = "Upload-Checksum";
    /// Names the film that an upload has become.
    static final String FILM = "Genga-Film";

    static final String BYTES = "application/offset+octet-stream";
    static final String EXTENSIONS = "creation,creation-with-upload,termination,checksum";

    private static final Set<String> OVERRIDABLE = Set.of("PATCH", HttpMethod.DELETE, HttpMethod.HEAD);

    /// Some networks let only GET and POST through; the protocol has them name the method in a header.
    @ServerRequestFilter(preMatching = true)
    public void override(ContainerRequestContext request) {
        String method = request.getHeaderString("X-HTTP-Method-Override");
        if (method != null
                && request.getMethod().equals(HttpMethod.POST)
                && request.getUriInfo().getPath().startsWith("/v1/uploads/")
                && OVERRIDABLE.contains(method)) {
            request.setMethod(method);
        }
    }

    /// The version is told with every answer, refusals included.
    @ServerResponseFilter
    public void tellVersion(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/v1/uploads/") || path.startsWith("/v1/projects/") && path.endsWith("/uploads")) {
            response.getHeaders().putSingle(RESUMABLE, VERSION);
            if (response.getStatus() == 412) {
                response.getHeaders().putSingle("Tus-Version", VERSION);
            }
        }
    }

    static void checkVersion(String given) {
        if (!VERSION.equals(given)) {
            throw Refusal.precondition(
                    RESUMABLE, VERSION, given == null ? "nothing" : "'%s'".formatted(given), "speak tus 1.0.0");
        }
    }

    /// Whether a body is a part of an upload; parameters that some clients add say nothing about bytes.
    static boolean isBytes(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equals(BYTES);
    }

    /// A header that holds a number of bytes.
    static long bytes(String header, String text) {
        if (text != null && text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw Refusal.bad(
                header,
                "a number of bytes",
                text == null ? "nothing" : "'%s'".formatted(text),
                "send the header with a whole number from 0 on");
    }
}
