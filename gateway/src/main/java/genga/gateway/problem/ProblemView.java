package genga.gateway.problem;

import genga.contracts.vocabulary.Problem;

/// Why work failed, in parts and as one sentence.
public record ProblemView(String subject, String found, String expected, String remedy, String sentence) {

    public static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.subject(), problem.found(), problem.expected(), problem.remedy(), problem.sentence());
    }
}
