package dev.tidemark.connectors.manifest;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.request.Requester;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a user lets us in at a provider, by the authorization code grant of OAuth 2.0 (RFC 6749).
 *
 * @param authorize the page where the user is asked
 * @param token where a code is exchanged
 * @param scopes what is asked for; empty where the provider knows it of the client
 * @param separator between scopes
 * @param parameters more to tell the page
 * @param pkce whether the exchange proves who asked (RFC 7636, S256)
 * @param settings where in a connection's settings what comes of it goes
 * @param failed what is true of an answer that is a failure, whatever its status is
 */
public record OAuthFlow(
    URI authorize,
    URI token,
    List<String> scopes,
    String separator,
    Map<String, String> parameters,
    boolean pkce,
    Settings settings,
    Optional<Interpolation> failed) {

  /** What is put into the request in any case. */
  private static final Set<String> RESERVED =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method");

  /**
   * Keys of a connection's settings.
   *
   * @param grant for {@code refresh_token} or {@code access_token}, by what the provider gave
   * @param expiresAt for the end of the access token, in ISO 8601
   * @param clientId for the client, whose id and secret are not kept with a connection
   */
  public record Settings(
      String grant,
      String accessToken,
      String refreshToken,
      String expiresAt,
      String clientId,
      String clientSecret) {
    private static final Settings USUAL =
        new Settings(
            "grant",
            "accessToken",
            "refreshToken",
            "accessTokenExpiresAt",
            "clientId",
            "clientSecret");

    private static Settings load(Component component) {
      Settings settings =
          new Settings(
              key(component, "grant", USUAL.grant),
              key(component, "access_token", USUAL.accessToken),
              key(component, "refresh_token", USUAL.refreshToken),
              key(component, "expires_at", USUAL.expiresAt),
              key(component, "client_id", USUAL.clientId),
              key(component, "client_secret", USUAL.clientSecret));
      component.done();
      return settings;
    }

    private static String key(Component component, String field, String usual) {
      String key = component.text(field).orElse(usual);
      if (SettingsForm.reserved(key)) {
        component.refuse(field, SettingsForm.RESERVED);
      }
      return key;
    }
  }

  /** Copies the collections. */
  public OAuthFlow {
    scopes = List.copyOf(scopes);
    parameters = Map.copyOf(parameters);
  }

  /** Reads the extension; empty when something is wrong with it. */
  static Optional<OAuthFlow> load(Component component) {
    Optional<URI> authorize = Requester.fixedAddress(component, "authorize_url");
    Optional<URI> token = Requester.fixedAddress(component, "token_url");
    List<String> scopes = component.texts("scopes");
    Object separator = component.value("scope_separator");
    if (separator != null && !(separator instanceof String text && text.matches("[ ,+;]"))) {
      component.refuse("scope_separator", "must be a space, comma, semicolon or plus");
    }
    Map<String, String> parameters = parameters(component);
    boolean pkce = component.flag("pkce", true);
    Settings settings =
        component.section("settings", "the settings").map(Settings::load).orElse(Settings.USUAL);
    Optional<Interpolation> failed = component.template("failed", RESPONSE, HEADERS);
    component.done();
    return authorize.flatMap(page ->
        token.map(endpoint ->
            new OAuthFlow(
                page,
                endpoint,
                scopes,
                separator == null ? " " : separator.toString(),
                parameters,
                pkce,
                settings,
                failed)));
  }

  private static Map<String, String> parameters(Component component) {
    Map<String, String> parameters = new LinkedHashMap<>();
    component
        .map("parameters")
        .forEach((name, value) -> {
          if (RESERVED.contains(name)) {
            component.refuse("parameters", "'" + name + "' cannot be set");
          } else if (value instanceof String
              || value instanceof Number
              || value instanceof Boolean) {
            parameters.put(name, value.toString());
          } else {
            component.refuse("parameters", "must be a map of texts");
          }
        });
    return parameters;
  }
}
