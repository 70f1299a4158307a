package genga.gateway.problem;

import genga.contracts.vocabulary.Problem;
import jakarta.ws.rs.core.Response.Status;

/// A request that is not carried out, and why. It becomes a problem document.
public final class Refusal extends RuntimeException {

    /// RFC 4918.
    static final int INSUFFICIENT_STORAGE = 507;
    /// The tus protocol's own.
    static final int CHECKSUM_MISMATCH = 460;

    private final transient int status;
    private final transient Problem problem;

    private Refusal(Status status, Problem problem) {
        this(status.getStatusCode(), problem);
    }

    private Refusal(int status, Problem problem) {
        super(problem.sentence());
        this.status = status;
        this.problem = problem;
    }

    /// The request itself is wrong.
    public static Refusal bad(String field, String expected, Object found, String remedy) {
        return new Refusal(Status.BAD_REQUEST, new Problem(field, String.valueOf(found), expected, remedy));
    }

    /// There is no such thing.
    ///
    /// @param kind what it would be: `project`, `film`
    public static Refusal unknown(String kind, String id) {
        return new Refusal(
                Status.NOT_FOUND,
                new Problem(kind, "'%s'".formatted(id), "the id of a %s that exists".formatted(kind), "check the id"));
    }

    /// The request is right but comes at the wrong time.
    public static Refusal conflict(String subject, String expected, String found, String remedy) {
        return new Refusal(Status.CONFLICT, new Problem(subject, found, expected, remedy));
    }

    /// The body is of a kind that is not taken here.
    public static Refusal unsupported(String field, String expected, String found, String remedy) {
        return new Refusal(Status.UNSUPPORTED_MEDIA_TYPE, new Problem(field, found, expected, remedy));
    }

    /// The request goes by other rules than ours.
    public static Refusal precondition(String field, String expected, String found, String remedy) {
        return new Refusal(Status.PRECONDITION_FAILED, new Problem(field, found, expected, remedy));
    }

    /// More is sent than is taken.
    public static Refusal tooLarge(String field, String expected, Object found, String remedy) {
        return new Refusal(
                Status.REQUEST_ENTITY_TOO_LARGE, new Problem(field, String.valueOf(found), expected, remedy));
    }

    /// How much is sent must be said beforehand.
    public static Refusal lengthRequired(String field, String expected, String found, String remedy) {
        return new Refusal(Status.LENGTH_REQUIRED, new Problem(field, found, expected, remedy));
    }

    /// There is no room for it.
    public static Refusal noSpace(String field, String expected, String found, String remedy) {
        return new Refusal(INSUFFICIENT_STORAGE, new Problem(field, found, expected, remedy));
    }

    /// What came is not what its sender says it is.
    public static Refusal mismatch(String field, String expected, String found, String remedy) {
        return new Refusal(CHECKSUM_MISMATCH, new Problem(field, found, expected, remedy));
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }
}
