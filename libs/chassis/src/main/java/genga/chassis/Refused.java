package genga.chassis;

import genga.contracts.vocabulary.Problem;

/// Work that cannot be done as ordered, however often it is tried.
public final class Refused extends RuntimeException {

    private final transient Problem problem;

    public Refused(Problem problem) {
        this(problem, null);
    }

    public Refused(Problem problem, Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    /// What to tell a person about work that ended in an exception.
    ///
    /// @param work what was being done, in words
    public static Problem problem(String work, Exception cause) {
        return cause instanceof Refused refused
                ? refused.problem
                : new Problem(
                        work,
                        String.valueOf(cause.getMessage()),
                        "it to run to its end",
                        "put right what is named, or look into the service's log, and order it again");
    }
}
