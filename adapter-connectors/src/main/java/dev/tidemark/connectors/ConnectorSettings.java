package dev.tidemark.connectors;

import dev.tidemark.connectors.http.HttpLimits;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What connectors need to know of the installation.
 *
 * @param ids fresh ids for manifests that send one with a request
 * @param origins by provider, the address that stands for its own, such as {@code
 *     http://127.0.0.1:8089/stripe}; never taken from what a user says
 * @param limits of one exchange
 * @param paced whether the rate budgets of manifests apply; what a provider asks for always does
 */
public record ConnectorSettings(
    InstantSource clock,
    Supplier<String> ids,
    Map<ProviderId, URI> origins,
    HttpLimits limits,
    boolean paced) {
  /** Refuses an address that is not absolute, or has a query; copies the map. */
  public ConnectorSettings {
    origins = Map.copyOf(origins);
    origins.values().forEach(OriginOverride::new);
  }

  /** The providers' own addresses and the default limits. */
  public static ConnectorSettings with(InstantSource clock, Supplier<String> ids) {
    return new ConnectorSettings(clock, ids, Map.of(), HttpLimits.DEFAULT, true);
  }

  /** The same with other addresses. */
  public ConnectorSettings withOrigins(Map<ProviderId, URI> others) {
    return new ConnectorSettings(clock, ids, others, limits, paced);
  }

  /** The same with other limits. */
  public ConnectorSettings withLimits(HttpLimits others) {
    return new ConnectorSettings(clock, ids, origins, others, paced);
  }

  /** The same without the manifests' rate budgets, for providers that are emulated. */
  public ConnectorSettings withoutPacing() {
    return new ConnectorSettings(clock, ids, origins, limits, false);
  }

  Optional<OriginOverride> override(ProviderId provider) {
    return Optional.ofNullable(origins.get(provider)).map(OriginOverride::new);
  }
}
