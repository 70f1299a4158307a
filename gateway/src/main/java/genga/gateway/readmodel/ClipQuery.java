package genga.gateway.readmodel;

/// A page of a project's clips.
///
/// @param limit how many at most
public record ClipQuery(String project, ClipFilter filter, ClipOrder order, int limit) {}
