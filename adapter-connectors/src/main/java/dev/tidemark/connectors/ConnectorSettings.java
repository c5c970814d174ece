package dev.tidemark.connectors;

import dev.tidemark.connectors.auth.RenewedCredentials;
import dev.tidemark.connectors.http.AllowedNetworks;
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
 * @param networks where connectors may connect to beside the public internet
 * @param renewed where rotated credentials are kept
 */
public record ConnectorSettings(
    InstantSource clock,
    Supplier<String> ids,
    Map<ProviderId, URI> origins,
    HttpLimits limits,
    AllowedNetworks networks,
    RenewedCredentials renewed) {
  /** Refuses an address that is not absolute, or has a query; copies the map. */
  public ConnectorSettings {
    origins = Map.copyOf(origins);
    origins.values().forEach(OriginOverride::new);
  }

  /** The providers' own addresses, the default limits, and the public internet only. */
  public static ConnectorSettings with(InstantSource clock, Supplier<String> ids) {
    return new ConnectorSettings(
        clock,
        ids,
        Map.of(),
        HttpLimits.DEFAULT,
        AllowedNetworks.NONE,
        RenewedCredentials.IN_MEMORY_ONLY);
  }

  /** The same with other addresses. */
  public ConnectorSettings withOrigins(Map<ProviderId, URI> others) {
    return new ConnectorSettings(clock, ids, others, limits, networks, renewed);
  }

  /** The same with other limits. */
  public ConnectorSettings withLimits(HttpLimits others) {
    return new ConnectorSettings(clock, ids, origins, others, networks, renewed);
  }

  /** The same with more networks to connect to. */
  public ConnectorSettings withAllowedNetworks(AllowedNetworks others) {
    return new ConnectorSettings(clock, ids, origins, limits, others, renewed);
  }

  /** The same with another place for rotated credentials. */
  public ConnectorSettings withRenewed(RenewedCredentials other) {
    return new ConnectorSettings(clock, ids, origins, limits, networks, other);
  }

  Optional<OriginOverride> override(ProviderId provider) {
    return Optional.ofNullable(origins.get(provider)).map(OriginOverride::new);
  }
}
