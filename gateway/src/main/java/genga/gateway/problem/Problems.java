package genga.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import genga.chassis.FactNotSent;
import genga.contracts.vocabulary.Problem;
import genga.gateway.readmodel.ReadModelFailure;
import genga.store.MissingObject;
import genga.store.StoreUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every failure of a request as a problem document: the one place where exceptions become statuses.
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String LATER = "try again in a moment; if it stays so, look at the studio's logs";

    @ServerExceptionMapper
    public Response refused(Refusal refusal) {
        return of(refusal);
    }

    /// The answer to a request that is not carried out.
    static Response of(Refusal refusal) {
        return respond(refusal.status(), refusal.problem());
    }

    /// The second class is named since Quarkus brings a mapper of its own for it.
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response unreadable(JsonProcessingException fault) {
        Problem problem = JsonFault.explain(fault);
        return respond(Status.BAD_REQUEST.getStatusCode(), problem);
    }

    /// A value of the domain refused what it was made of; its sentence says what.
    @ServerExceptionMapper
    public Response refused(IllegalArgumentException fault) {
        Optional<Said> said =
                Said.in(fault.getMessage()).filter(each -> each.field().isPresent());
        return respond(new ProblemDocument(
                "about:blank",
                Status.BAD_REQUEST.getReasonPhrase(),
                Status.BAD_REQUEST.getStatusCode(),
                fault.getMessage(),
                said.flatMap(Said::field).orElse(null),
                said.map(Said::expected).orElse(null),
                said.map(Said::found).orElse(null),
                said.map(each -> "correct the value").orElse(null)));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException fault) {
        if (fault.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        Status status = Status.fromStatusCode(fault.getResponse().getStatus());
        return respond(status, sentence(status));
    }

    @ServerExceptionMapper
    public Response missing(MissingObject fault) {
        return respond(Status.NOT_FOUND, fault.getMessage());
    }

    @ServerExceptionMapper({StoreUnavailable.class, FactNotSent.class, ReadModelFailure.class})
    public Response later(RuntimeException fault) {
        LOG.warnf("request put off: %s", fault.getMessage());
        return respond(Status.SERVICE_UNAVAILABLE, fault.getMessage() + "; " + LATER);
    }

    @ServerExceptionMapper
    public Response unexpected(Exception fault) {
        LOG.error("request failed", fault);
        return respond(
                Status.INTERNAL_SERVER_ERROR, "the gateway failed on this request; its log at this time says why");
    }

    private static String sentence(Status status) {
        return switch (status) {
            case NOT_FOUND -> "there is nothing at this address; GET /q/openapi lists what there is";
            case METHOD_NOT_ALLOWED -> "this address does not take this method; GET /q/openapi lists those it takes";
            case UNSUPPORTED_MEDIA_TYPE ->
                "the body's content type is not taken here; send Content-Type: application/json";
            case NOT_ACCEPTABLE -> "nothing here comes in the asked-for content type; send Accept: */*";
            case BAD_REQUEST -> "the request could not be read; GET /q/openapi says what it should look like";
            default ->
                "the request ended with status %d: %s".formatted(status.getStatusCode(), status.getReasonPhrase());
        };
    }

    /// The answer to a request that comes too early.
    public static Response putOff(String why) {
        return Response.fromResponse(respond(Status.SERVICE_UNAVAILABLE, why + "; " + LATER))
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static Response respond(Status status, String detail) {
        return respond(new ProblemDocument(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, null, null, null, null));
    }

    private static Response respond(int status, Problem problem) {
        return respond(new ProblemDocument(
                "about:blank",
                title(status),
                status,
                problem.sentence(),
                problem.subject(),
                problem.expected(),
                problem.found(),
                problem.remedy()));
    }

    private static String title(int status) {
        return switch (status) {
            case Refusal.CHECKSUM_MISMATCH -> "Checksum Mismatch";
            case Refusal.INSUFFICIENT_STORAGE -> "Insufficient Storage";
            default -> Status.fromStatusCode(status).getReasonPhrase();
        };
    }

    private static Response respond(ProblemDocument document) {
        return Response.status(document.status())
                .header(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .entity(document)
                .build();
    }
}
