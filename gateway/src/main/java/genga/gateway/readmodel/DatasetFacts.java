package genga.gateway.readmodel;

import genga.contracts.fact.CacheEnded;
import genga.contracts.fact.CacheRequested;
import genga.contracts.fact.DatasetFrozen;
import genga.contracts.fact.LatentCached;
import genga.contracts.fact.TextCached;
import java.util.Optional;

/// What is known of a dataset.
///
/// @param latent the latest of its latents
/// @param text   the latest of its text embeddings
public record DatasetFacts(
        DatasetFrozen frozen,
        Optional<CacheRequested> requested,
        Optional<LatentCached> latent,
        Optional<TextCached> text,
        Optional<CacheEnded> ended) {}
