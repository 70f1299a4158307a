package genga.gateway.readmodel;

import genga.contracts.fact.ProjectDefined;

/// A project and how much there is in it.
///
/// @param kept clips with that verdict
public record ProjectCounts(ProjectDefined defined, int films, int clips, int kept, int runs, int renders) {}
