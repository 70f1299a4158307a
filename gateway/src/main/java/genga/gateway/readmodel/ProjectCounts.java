package genga.gateway.readmodel;

import genga.contracts.fact.ProjectDefined;

/// A project and how much there is in it.
///
/// @param clips  that move
/// @param kept   clips that stand as kept
/// @param stills of any standing
public record ProjectCounts(
        ProjectDefined defined, int films, int clips, int kept, int stills, int runs, int renders) {}
