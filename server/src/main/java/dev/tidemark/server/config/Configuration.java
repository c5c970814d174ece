package dev.tidemark.server.config;

import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.http.exchange.RateLimit;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the server was told.
 *
 * @param port 0 means any free one
 * @param apiKey a key that is to have the integration scopes, for {@code organization}
 * @param adminKey a key that is to have the admin scopes
 * @param baseUrls where to reach providers instead of where their manifests say
 * @param connectors a folder with manifests of the user's own
 * @param allowedNetworks where connectors may connect to beside the public internet
 * @param data the folder for what outlives the server; it need not exist
 * @param publicUrl where people and providers reach the server; without one, where it listens
 * @param quota how many connections organizations may have
 * @param rateLimit how many requests a key may make; empty for as many as it likes
 * @param oauthClients what providers know this installation by
 * @param deletionGuard what one full pass may delete
 * @param storage where everything is kept
 */
public record Configuration(
    String host,
    int port,
    Sandbox sandbox,
    SyncDefaults schedules,
    OrganizationId organization,
    Optional<String> apiKey,
    Optional<String> adminKey,
    Composio composio,
    Map<ProviderId, URI> baseUrls,
    Optional<Path> connectors,
    AllowedNetworks allowedNetworks,
    Path data,
    Optional<URI> publicUrl,
    ConnectionQuota quota,
    Optional<RateLimit> rateLimit,
    Map<ProviderId, OAuthClient> oauthClients,
    DeletionGuard deletionGuard,
    Storage storage) {
  /** Copies the maps. */
  public Configuration {
    baseUrls = Map.copyOf(baseUrls);
    oauthClients = Map.copyOf(oauthClients);
  }

  /** The same for emulated providers. */
  public Configuration emulated(
      Composio catalogue, Map<ProviderId, URI> addresses, Map<ProviderId, OAuthClient> clients) {
    return new Configuration(
        host,
        port,
        sandbox,
        schedules,
        organization,
        apiKey,
        adminKey,
        catalogue,
        addresses,
        connectors,
        allowedNetworks,
        data,
        publicUrl,
        quota,
        rateLimit,
        clients,
        deletionGuard,
        storage);
  }

  /**
   * Whether to serve emulated providers.
   *
   * @param port 0 means any free one
   * @param connectAll whether to connect all of them at the start
   */
  public record Sandbox(boolean enabled, int port, boolean connectAll) {}

  /**
   * The connector catalogue.
   *
   * @param apiKey without one, it is not synced (the sandbox has its own)
   * @param apiVersion of the vendor's API: {@code v3} or {@code v3.1}
   * @param syncIntervalHours 1 to 720
   * @param enableNewTools whether tools start enabled
   */
  public record Composio(
      Optional<String> apiKey, String apiVersion, int syncIntervalHours, boolean enableNewTools) {}

  @Override
  public String toString() {
    return "Configuration[" + host + ":" + port + "]";
  }
}
