package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.oauth.OAuthSettings;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;

/** How tokens are issued at the providers that people can sign in to. */
final class SignInRoutes {
  private final Sandbox sandbox;

  SignInRoutes(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void addTo(HttpRouting.Builder routing) {
    ControlRoutes.on(
        routing, Method.GET, "/{provider}/oauth", request -> settings(provider(request)));
    ControlRoutes.on(routing, Method.PUT, "/{provider}/oauth", this::set);
    ControlRoutes.on(routing, Method.POST, "/{provider}/oauth/expire", this::expire);
  }

  private byte[] set(ServerRequest request) {
    ProviderControl provider = provider(request);
    Fields fields = Fields.of(ControlRoutes.body(request));
    OAuthSettings settings =
        new OAuthSettings(
            fields.flag("rotate_refresh_tokens").orElse(false),
            fields.duration("access_token_lifetime"));
    fields.done();
    provider.oauth(settings);
    return settings(provider);
  }

  private byte[] expire(ServerRequest request) {
    provider(request).expireAccessTokens();
    return Json.bytes(Json.object().put("expired", true));
  }

  private static byte[] settings(ProviderControl provider) {
    OAuthSettings settings = provider.signIn().effectiveSettings();
    ObjectNode body = Json.object();
    body.put("rotate_refresh_tokens", settings.rotateRefreshTokens());
    body.put(
        "access_token_lifetime", settings.accessTokenLifetime().map(Object::toString).orElse(null));
    return Json.bytes(body);
  }

  /** A provider that people can sign in to; any other is unknown here. */
  private ProviderControl provider(ServerRequest request) {
    ProviderControl provider = sandbox.provider(request.path().pathParameters().get("provider"));
    provider.signIn();
    return provider;
  }
}
