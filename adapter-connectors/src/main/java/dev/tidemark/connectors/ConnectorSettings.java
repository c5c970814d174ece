package dev.tidemark.connectors;

import dev.tidemark.connectors.auth.RenewedCredentials;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.connectors.http.HttpLimits;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param unpaced providers whose manifests' rate budgets do not apply; what a provider asks for
 *     always does
 * @param clients what providers that users sign in to know this installation by
 */
public record ConnectorSettings(
    InstantSource clock,
    Supplier<String> ids,
    Map<ProviderId, URI> origins,
    HttpLimits limits,
    AllowedNetworks networks,
    RenewedCredentials renewed,
    Set<ProviderId> unpaced,
    Map<ProviderId, OAuthClient> clients) {
  /** Refuses an address that is not absolute, or has a query; copies the collections. */
  public ConnectorSettings {
    clients = Map.copyOf(clients);
    origins = Map.copyOf(origins);
    unpaced = Set.copyOf(unpaced);
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
        RenewedCredentials.IN_MEMORY_ONLY,
        Set.of(),
        Map.of());
  }

  /** The same with other addresses. */
  public ConnectorSettings withOrigins(Map<ProviderId, URI> others) {
    return new ConnectorSettings(clock, ids, others, limits, networks, renewed, unpaced, clients);
  }

  /** The same with other limits. */
  public ConnectorSettings withLimits(HttpLimits others) {
    return new ConnectorSettings(clock, ids, origins, others, networks, renewed, unpaced, clients);
  }

  /** The same with more networks to connect to. */
  public ConnectorSettings withAllowedNetworks(AllowedNetworks others) {
    return new ConnectorSettings(clock, ids, origins, limits, others, renewed, unpaced, clients);
  }

  /** The same with another place for rotated credentials. */
  public ConnectorSettings withRenewed(RenewedCredentials other) {
    return new ConnectorSettings(clock, ids, origins, limits, networks, other, unpaced, clients);
  }

  /** The same without the rate budgets of some manifests, for providers that are emulated. */
  public ConnectorSettings withoutPacing(Set<ProviderId> emulated) {
    return new ConnectorSettings(clock, ids, origins, limits, networks, renewed, emulated, clients);
  }

  /** The same with other clients of providers that users sign in to. */
  public ConnectorSettings withOAuthClients(Map<ProviderId, OAuthClient> others) {
    return new ConnectorSettings(clock, ids, origins, limits, networks, renewed, unpaced, others);
  }

  Optional<OriginOverride> override(ProviderId provider) {
    return Optional.ofNullable(origins.get(provider)).map(OriginOverride::new);
  }
}
