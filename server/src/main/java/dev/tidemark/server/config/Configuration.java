package dev.tidemark.server.config;

import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
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
    AllowedNetworks allowedNetworks) {
  /** Copies the map. */
  public Configuration {
    baseUrls = Map.copyOf(baseUrls);
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
   * @param syncIntervalHours 1 to 720
   * @param enableNewTools whether tools start enabled
   */
  public record Composio(Optional<String> apiKey, int syncIntervalHours, boolean enableNewTools) {}

  @Override
  public String toString() {
    return "Configuration[" + host + ":" + port + "]";
  }
}
