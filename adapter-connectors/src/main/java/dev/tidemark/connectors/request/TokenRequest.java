package dev.tidemark.connectors.request;

import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The request to a token endpoint. */
public record TokenRequest(OAuthGrant grant, Optional<OriginOverride> override) {

  /**
   * Makes it.
   *
   * @param refreshToken the one to show; none for grants that need none
   * @throws RequestConflictException when the endpoint is no address that credentials may go to
   */
  public HttpCall compose(Scope scope, Optional<String> refreshToken) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    grant
        .headers()
        .forEachButNone(scope, (name, value) -> headers.put(name, Interpolation.pythonText(value)));
    Map<String, List<String>> fields = fields(scope, refreshToken, headers);
    URI own = Addresses.of(grant.endpoint().orElseThrow(), scope, override);
    URI url = override.map(address -> address.apply(own)).orElse(own);
    headers.putIfAbsent("Accept", "application/json");
    headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
    String form = grant.inQuery() ? "" : Urls.encode(fields);
    return new HttpCall(
        "POST",
        grant.inQuery() ? Urls.withQuery(url, fields) : url,
        headers,
        Optional.of(form.getBytes(StandardCharsets.UTF_8)),
        Addresses.host(grant.endpoint().orElseThrow(), override));
  }

  private Map<String, List<String>> fields(
      Scope scope, Optional<String> refreshToken, Map<String, String> headers) {
    OAuthGrant.Names names = grant.names();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    put(fields, names.grantType().text(scope), grant.grantType().text(scope));
    if (!headers.containsKey("Authorization")) {
      // Some providers refuse a client that is named twice.
      grant.clientId().ifPresent(id -> put(fields, names.clientId().text(scope), id.text(scope)));
      grant
          .clientSecret()
          .ifPresent(secret -> put(fields, names.clientSecret().text(scope), secret.text(scope)));
    }
    refreshToken.ifPresent(token -> put(fields, names.refreshToken().text(scope), token));
    if (!grant.scopes().isEmpty()) {
      fields.put("scopes", grant.scopes());
    }
    grant
        .parameters()
        .forEachButNone(scope, (name, value) -> fields.putIfAbsent(name, Draft.texts(value)));
    return fields;
  }

  private static void put(Map<String, List<String>> fields, String name, String value) {
    fields.put(name, List.of(value));
  }
}
