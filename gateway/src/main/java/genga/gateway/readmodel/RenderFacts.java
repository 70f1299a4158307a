package genga.gateway.readmodel;

import genga.contracts.fact.RenderEnded;
import genga.contracts.fact.RenderProgressed;
import genga.contracts.fact.RenderRequested;
import java.util.Optional;

/// What is known of a render.
public record RenderFacts(
        RenderRequested requested, Optional<RenderProgressed> progressed, Optional<RenderEnded> ended) {}
