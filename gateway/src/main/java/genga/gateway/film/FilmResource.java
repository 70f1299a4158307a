package genga.gateway.film;

import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.feed.Orders;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Films;
import genga.gateway.readmodel.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Films: uploaded here, cut into clips elsewhere.
@Path("/v1")
@RunOnVirtualThread
class FilmResource {

    private final Projects projects;
    private final Films films;
    private final FilmUpload upload;
    private final IncomingFilms incoming;
    private final Orders orders;

    FilmResource(Projects projects, Films films, FilmUpload upload, IncomingFilms incoming, Orders orders) {
        this.projects = projects;
        this.films = films;
        this.upload = upload;
        this.incoming = incoming;
        this.orders = orders;
    }

    /// The name is kept as it is given and never used as a path; whether the bytes are a film is ingest's to find out.
    @POST
    @Path("/projects/{project}/films")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Uploads a film: the body is the file, streamed")
    public RestResponse<Uploaded> upload(
            @RestPath String project,
            @RestQuery String name,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
            InputStream body) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        FilmName.checked("name", name);
        checkKind(contentType);
        FilmId film = FilmId.fresh();
        return announce(owner, film, name, upload.take(film, body));
    }

    @POST
    @Path("/projects/{project}/films")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Announces a film that already lies in the store under incoming/")
    public RestResponse<Uploaded> announce(@RestPath String project, IncomingOrder order) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        StoredObject source = incoming.find(order == null ? null : order.object());
        String file = source.key().substring(source.key().lastIndexOf('/') + 1);
        String name = FilmName.checked("name", order.name() == null ? file : order.name());
        return announce(owner, FilmId.fresh(), name, source);
    }

    private RestResponse<Uploaded> announce(ProjectDefined owner, FilmId film, String name, StoredObject source) {
        FactHeader header = orders.header("FilmUploaded", film);
        orders.place(new FilmUploaded(header, film, owner.project(), owner.triggerPhrase(), name, source));
        Uploaded uploaded = new Uploaded(film, name, source.size(), source.sha256());
        return RestResponse.ResponseBuilder.<Uploaded>created(URI.create("/v1/films/" + film))
                .entity(uploaded)
                .build();
    }

    @GET
    @Path("/films/{film}")
    @Operation(summary = "One film")
    public FilmView film(@RestPath String film) {
        return films.find(film).map(FilmView::of).orElseThrow(() -> Refusal.unknown("film", film));
    }

    /// A form would wrap the film in its own lines, and nothing after us could tell.
    private static void checkKind(String contentType) {
        if (contentType != null && contentType.startsWith(MediaType.MULTIPART_FORM_DATA)) {
            throw Refusal.unsupported(
                    "Content-Type",
                    "the film's bytes alone as the body",
                    "a form",
                    "send it as curl --upload-file does");
        }
    }

    /// @param object key in the store
    /// @param name   of the film; left out, the key's last part
    record IncomingOrder(String object, String name) {}

    /// A film that has just come.
    record Uploaded(FilmId film, String name, long size, String sha256) {}
}
