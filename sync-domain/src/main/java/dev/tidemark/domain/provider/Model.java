package dev.tidemark.domain.provider;

/**
 * One kind of record that a provider offers.
 *
 * @param incremental whether the provider can be asked for what changed; otherwise every run is a
 *     full pass
 */
public record Model(ModelName name, boolean incremental) {}
