package genga.gateway.upload;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.FilmId;
import genga.gateway.GatewayConfig;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/// Resumable uploads: tus 1.0.0 (tus.io/protocols/resumable-upload) with creation, creation-with-upload, termination
/// and
/// checksum.
@Path("/v1")
@RunOnVirtualThread
class UploadResource {

    private final Projects projects;
    private final Uploads uploads;
    private final long mostBytes;

    UploadResource(Projects projects, Uploads uploads, GatewayConfig config) {
        this.projects = projects;
        this.uploads = uploads;
        this.mostBytes = config.uploads().mostBytes();
    }

    @OPTIONS
    @Path("/projects/{project}/uploads")
    @Operation(summary = "What of the tus protocol is spoken here")
    public Response abilities(@RestPath String project) {
        return abilities();
    }

    @OPTIONS
    @Path("/uploads/{upload}")
    @Operation(summary = "What of the tus protocol is spoken here")
    public Response abilitiesOfUpload(@RestPath String upload) {
        return abilities();
    }

    private Response abilities() {
        return Response.noContent()
                .header("Tus-Version", Tus.VERSION)
                .header("Tus-Extension", Tus.EXTENSIONS)
                .header("Tus-Max-Size", mostBytes)
                .header("Tus-Checksum-Algorithm", Checksum.NAMES)
                .build();
    }

    @POST
    @Path("/projects/{project}/uploads")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Begins a resumable upload (tus), with its first bytes if they come along")
    public Response begin(
            @RestPath String project,
            @RestHeader(Tus.RESUMABLE) String version,
            @RestHeader(Tus.LENGTH) String length,
            @RestHeader(Tus.METADATA) String metadata,
            @RestHeader(Tus.CHECKSUM) String checksum,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
            InputStream body) {
        Tus.checkVersion(version);
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        long bytes = checkedLength(Tus.bytes(Tus.LENGTH, length));
        String name = UploadMetadata.name(metadata);
        Optional<Checksum> sum = Checksum.of(checksum);
        UploadOrder order = uploads.begin(owner, name, bytes, metadata);
        Response.ResponseBuilder answer = Response.created(URI.create("/v1/uploads/" + order.film()));
        return Tus.isBytes(contentType) ? received(answer, order, uploads.append(order, 0, sum, body)) : answer.build();
    }

    @HEAD
    @Path("/uploads/{upload}")
    @Operation(summary = "Where an upload stands")
    public Response offset(@RestPath String upload, @RestHeader(Tus.RESUMABLE) String version) {
        Tus.checkVersion(version);
        UploadOrder order = existing(upload);
        Response.ResponseBuilder answer = Response.ok()
                .header(Tus.OFFSET, uploads.offset(order))
                .header(Tus.LENGTH, order.length())
                .header(Tus.METADATA, order.metadata())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        order.finished().ifPresent(at -> answer.header(Tus.FILM, order.film()));
        return answer.build();
    }

    @PATCH
    @Path("/uploads/{upload}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Goes on with an upload; with its last byte the film is stored and announced")
    public Response append(
            @RestPath String upload,
            @RestHeader(Tus.RESUMABLE) String version,
            @RestHeader(Tus.OFFSET) String offset,
            @RestHeader(Tus.CHECKSUM) String checksum,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
            InputStream body) {
        Tus.checkVersion(version);
        if (!Tus.isBytes(contentType)) {
            throw Refusal.unsupported(
                    HttpHeaders.CONTENT_TYPE,
                    Tus.BYTES,
                    contentType == null ? "nothing" : "'%s'".formatted(contentType),
                    "send the bytes as that");
        }
        UploadOrder order = existing(upload);
        long from = Tus.bytes(Tus.OFFSET, offset);
        long end = uploads.append(order, from, Checksum.of(checksum), body);
        return received(Response.noContent(), order, end);
    }

    @DELETE
    @Path("/uploads/{upload}")
    @Operation(summary = "Ends an upload; a film it has become stays")
    public Response end(@RestPath String upload, @RestHeader(Tus.RESUMABLE) String version) {
        Tus.checkVersion(version);
        uploads.end(existing(upload).film());
        return Response.noContent().build();
    }

    private Response received(Response.ResponseBuilder answer, UploadOrder order, long end) {
        answer.header(Tus.OFFSET, end);
        if (end == order.length()) {
            uploads.finish(order);
            answer.header(Tus.FILM, order.film());
        }
        return answer.build();
    }

    private UploadOrder existing(String upload) {
        try {
            return uploads.find(new FilmId(upload));
        } catch (IllegalArgumentException e) {
            throw Refusal.unknown("upload", upload);
        }
    }

    private long checkedLength(long length) {
        if (length > mostBytes) {
            throw Refusal.tooLarge(
                    Tus.LENGTH, "at most %d bytes".formatted(mostBytes), length, "bring it in under incoming/ instead");
        }
        if (length == 0) {
            throw Refusal.bad(Tus.LENGTH, "1 byte or more", "0", "send a file that holds something");
        }
        return length;
    }
}
