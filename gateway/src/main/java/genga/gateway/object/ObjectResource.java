package genga.gateway.object;

import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/// The bytes of stored objects: clips, posters, adapters, renders, manifests. Films, latents and the services' own
/// notes stay inside.
@Path("/v1/objects")
@RunOnVirtualThread
class ObjectResource {

    /// Keys the studio makes: no empty, hidden or upward segments.
    private static final Pattern SERVED =
            Pattern.compile("(clips|runs|renders|datasets)(/[A-Za-z0-9][A-Za-z0-9._-]*)+");

    private final ObjectStore store;

    ObjectResource(ObjectStore store) {
        this.store = store;
    }

    @GET
    @Path("/{key:.+}")
    @Operation(summary = "The bytes of a stored object; ranges honoured")
    public Response object(
            @RestPath String key,
            @RestHeader("Range") String range,
            @RestHeader("If-Range") String ifRange,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        StoredObject object = SERVED.matcher(key).matches()
                ? store.find(key).orElseThrow(() -> Refusal.unknown("object", key))
                : refuse(key);
        String tag = '"' + object.sha256() + '"';
        if (ifNoneMatch != null
                && (ifNoneMatch.contains(tag) || ifNoneMatch.strip().equals("*"))) {
            return common(Response.status(Status.NOT_MODIFIED), object, tag).build();
        }
        try {
            boolean wanted = ifRange == null || ifRange.equals(tag);
            Optional<ByteRange> part = wanted ? ByteRange.of(range, object.size()) : Optional.empty();
            return part.map(bytes -> partial(object, tag, bytes)).orElseGet(() -> whole(object, tag));
        } catch (ByteRange.Unsatisfiable e) {
            return Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + object.size())
                    .build();
        }
    }

    private static StoredObject refuse(String key) {
        throw Refusal.unknown("object under clips/, runs/, renders/ or datasets/", key);
    }

    private Response whole(StoredObject object, String tag) {
        return body(Response.ok(), object, tag, new ByteRange(0, object.size() - 1));
    }

    private Response partial(StoredObject object, String tag, ByteRange part) {
        Response.ResponseBuilder response = Response.status(Status.PARTIAL_CONTENT)
                .header("Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.last(), object.size()));
        return body(response, object, tag, part);
    }

    private Response body(Response.ResponseBuilder response, StoredObject object, String tag, ByteRange part) {
        return common(response, object, tag)
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        ContentType.ofKey(object.key()).mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .entity(store.open(object.key(), part.first(), part.length()))
                .build();
    }

    /// A key's content hardly ever changes, and never without another tag.
    private static Response.ResponseBuilder common(Response.ResponseBuilder response, StoredObject object, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
                .header("Accept-Ranges", "bytes");
    }
}
