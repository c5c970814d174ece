package dev.tidemark.server;

import dev.tidemark.connectors.signin.OAuthClient;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.oauth.AuthorizationServer;
import dev.tidemark.server.config.Configuration;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The emulated providers, and a configuration that points at them. */
public record SandboxProviders(Sandbox sandbox) {
  /** The one key that the emulated catalogue accepts. */
  private static final String COMPOSIO_KEY = "ak_sandbox";

  /** The one client that the emulated authorization servers know. */
  private static final OAuthClient OAUTH_CLIENT =
      new OAuthClient(AuthorizationServer.CLIENT_ID, AuthorizationServer.CLIENT_SECRET);

  static SandboxProviders start(Configuration configuration) throws StartException {
    int port = configuration.sandbox().port();
    try {
      return new SandboxProviders(
          Sandbox.start(
              SandboxSettings.with(InstantSource.system()).withAddress("127.0.0.1", port)));
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new StartException(
          "the sandbox cannot listen on port " + port + "; give another with --sandbox-port", e);
    }
  }

  /** What a client would enter to connect a provider; empty if it is not emulated. */
  Optional<Map<String, String>> connection(ProviderId provider) {
    return sandbox.providers().contains(provider.value())
        ? Optional.of(sandbox.provider(provider.value()).connection())
        : Optional.empty();
  }

  /** What is configured for a provider stays; the others are looked for in the sandbox. */
  Configuration pointedAt(Configuration given) {
    Map<ProviderId, URI> baseUrls = new HashMap<>();
    sandbox.providers().forEach(name -> baseUrls.put(new ProviderId(name), sandbox.uri(name)));
    baseUrls.putAll(given.baseUrls());
    Configuration.Composio composio =
        new Configuration.Composio(
            given.composio().apiKey().or(() -> Optional.of(COMPOSIO_KEY)),
            given.composio().apiVersion(),
            given.composio().syncIntervalHours(),
            given.composio().enableNewTools());
    Map<ProviderId, OAuthClient> clients = new HashMap<>();
    AuthorizationServer.providers()
        .forEach(name -> clients.put(new ProviderId(name), OAUTH_CLIENT));
    clients.putAll(given.oauthClients());
    return given.emulated(composio, baseUrls, clients);
  }
}
