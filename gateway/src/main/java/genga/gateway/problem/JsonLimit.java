package genga.gateway.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Bounds JSON bodies, which are read into memory whole. Films may be large: they go to a disk as they come.
public final class JsonLimit {

    private static final long MOST = 4L << 20;

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> limit(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        boolean json = type != null && type.getSubtype().endsWith("json");
        return json && request.hasEntity() ? refusal(request).map(Problems::of) : Optional.empty();
    }

    private static Optional<Refusal> refusal(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return Optional.of(Refusal.lengthRequired(
                    HttpHeaders.CONTENT_LENGTH,
                    "the length of the JSON body",
                    "a body of unknown length",
                    "send the body at once and not in chunks"));
        }
        // The server itself refuses what is no number.
        return Long.parseLong(length) > MOST
                ? Optional.of(Refusal.tooLarge(
                        "body", "at most %d bytes of JSON".formatted(MOST), length, "ask for less at once"))
                : Optional.empty();
    }
}
