package genga.wan.render;

import genga.wan.text.TextEmbedding;
import java.util.Optional;

/// What a clip is to show, as the text encoder gives it.
///
/// @param negative what it is not to show; needed with guidance or NAG, unused without
public record Prompts(TextEmbedding positive, Optional<TextEmbedding> negative) {}
