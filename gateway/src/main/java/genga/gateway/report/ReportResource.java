package genga.gateway.report;

import genga.contracts.fact.ProjectDefined;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.StoredObject;
import genga.gateway.problem.Refusal;
import genga.gateway.readmodel.Projects;
import genga.store.ObjectStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/// A project's report, for programs as JSON and for people as a page.
@Path("/v1")
@RunOnVirtualThread
class ReportResource {

    /// Duplicates shown with pictures, and the largest picture that goes into the page.
    private static final int PICTURED = 24;

    private static final long LARGEST_PICTURE = 200_000;

    private final Projects projects;
    private final Reports reports;
    private final ObjectStore store;
    private final String style = style();
    /// No script runs in the page and nothing is loaded; its own style and pictures are all there is.
    private final String policy =
            "default-src 'none'; style-src '%s'; img-src data:; frame-ancestors 'none'; ".formatted(hash(style))
                    + "base-uri 'none'; form-action 'none'";

    ReportResource(Projects projects, Reports reports, ObjectStore store) {
        this.projects = projects;
        this.reports = reports;
        this.store = store;
    }

    @GET
    @Path("/projects/{project}/report")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(summary = "What came of a project's films, as JSON or, where text/html is accepted, as a page")
    public Response report(@RestPath String project, @RestHeader(HttpHeaders.ACCEPT) String accept) {
        ProjectDefined owner = projects.find(project).orElseThrow(() -> Refusal.unknown("project", project));
        Report report = reports.of(owner);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML)) {
            return Response.ok(report, MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .build();
        }
        return Response.ok(ReportPage.render(report, style, pictured(report)))
                .type(MediaType.TEXT_HTML_TYPE.withCharset(StandardCharsets.UTF_8.name()))
                .header("Content-Security-Policy", policy)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private List<ReportPage.TwinPictures> pictured(Report report) {
        return report.duplicates().stream()
                .limit(PICTURED)
                .map(twin -> new ReportPage.TwinPictures(twin, picture(twin.clip()), picture(twin.of())))
                .toList();
    }

    private String picture(ClipId clip) {
        Optional<StoredObject> poster = store.find(ObjectKeys.clipPoster(clip));
        return poster.filter(object -> object.size() <= LARGEST_PICTURE)
                .map(object -> "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(store.read(object)))
                .orElse("");
    }

    private static String style() {
        try (InputStream in = ReportResource.class.getResourceAsStream("/report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading report.css", e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
