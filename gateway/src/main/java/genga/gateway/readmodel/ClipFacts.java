package genga.gateway.readmodel;

import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import java.util.Optional;

/// What is known of a clip.
public record ClipFacts(ClipCut cut, Optional<ClipScreened> screened, Optional<ClipCaptioned> captioned) {}
