package genga.gateway.readmodel;

import java.util.Optional;

/// Which clips of a project are wanted, one page at a time.
///
/// @param verdict a label, or all
/// @param film    one film's, or all
/// @param after   the last id of the page before, or from the first
/// @param limit   how many at most
public record ClipQuery(
        String project, Optional<String> verdict, Optional<String> film, Optional<String> after, int limit) {}
