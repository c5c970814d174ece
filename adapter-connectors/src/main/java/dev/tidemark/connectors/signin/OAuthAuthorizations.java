package dev.tidemark.connectors.signin;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.http.Transport;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.OAuthFlow;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lets users in at the providers whose manifests say how. One is shared by all threads. */
public final class OAuthAuthorizations implements Authorizations {
  private final ManifestCatalogue catalogue;
  private final Map<ProviderId, OAuthClient> clients;
  private final Function<ProviderId, Optional<OriginOverride>> overrides;
  private final Transport transport;
  private final InstantSource clock;

  /**
   * Sign-ins to what the catalogue holds.
   *
   * @param clients what each provider knows this installation by
   * @param overrides the address that stands for a provider's own, also for a user's browser
   */
  public OAuthAuthorizations(
      ManifestCatalogue catalogue,
      Map<ProviderId, OAuthClient> clients,
      Function<ProviderId, Optional<OriginOverride>> overrides,
      Transport transport,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.clients = Map.copyOf(clients);
    this.overrides = overrides;
    this.transport = transport;
    this.clock = clock;
  }

  @Override
  public Optional<String> obstacle(ProviderId provider) {
    return switch (entrance(provider)) {
      case Entrance.Open open -> Optional.empty();
      case Entrance.Closed closed -> Optional.of(closed.reason());
    };
  }

  @Override
  public URI page(ProviderId provider, Way way) {
    Entrance.Open open = open(provider);
    OAuthFlow flow = open.flow();
    AuthorizationRequest.Builder request =
        new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(open.client().id()))
            .endpointURI(at(provider, flow.authorize()))
            .redirectionURI(way.redirectUri())
            .state(new State(way.state()));
    flow.parameters().forEach(request::customParameter);
    if (!flow.scopes().isEmpty()) {
      // As one scope, for the library would put spaces between several.
      request.scope(new Scope(String.join(flow.separator(), flow.scopes())));
    }
    if (flow.pkce()) {
      request.codeChallenge(new CodeVerifier(way.verifier()), CodeChallengeMethod.S256);
    }
    return request.build().toURI();
  }

  @Override
  public Exchanged exchange(ProviderId provider, Return back) {
    Entrance.Open open = open(provider);
    return new CodeExchange(
            open.manifest(),
            open.flow(),
            open.client(),
            overrides.apply(provider),
            transport,
            clock)
        .of(back);
  }

  private URI at(ProviderId provider, URI own) {
    return overrides.apply(provider).map(override -> override.apply(own)).orElse(own);
  }

  /** Whether users can sign in to a provider. */
  private sealed interface Entrance {
    record Open(Manifest manifest, OAuthFlow flow, OAuthClient client) implements Entrance {}

    record Closed(String reason) implements Entrance {}
  }

  private Entrance.Open open(ProviderId provider) {
    return switch (entrance(provider)) {
      case Entrance.Open open -> open;
      case Entrance.Closed closed -> throw new IllegalStateException(closed.reason());
    };
  }

  private Entrance entrance(ProviderId provider) {
    Optional<Manifest> manifest = catalogue.manifest(provider);
    if (manifest.isEmpty()) {
      return new Entrance.Closed("there is no connector for " + provider);
    }
    String name = manifest.get().provider().name();
    Optional<OAuthFlow> flow = manifest.get().oauth();
    if (flow.isEmpty()) {
      return new Entrance.Closed(
          name + " cannot be signed in to: its manifest says nothing of x-tidemark-oauth");
    }
    OAuthClient client = clients.get(provider);
    if (client == null) {
      return new Entrance.Closed(
          "%1$s is connected by signing in; set oauth.%2$s.client-id and oauth.%2$s.client-secret to allow that"
              .formatted(name, provider));
    }
    return new Entrance.Open(manifest.get(), flow.get(), client);
  }
}
