package dev.tidemark.connectors;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import java.util.Map;
import java.util.function.Function;

/** Manifests of people that are read with a token, and the settings that it is got with. */
final class Logins {
  static final String BEARER =
      "authenticator:\n          type: BearerAuthenticator\n"
          + "          api_token: \"{{ config['apiKey'] }}\"";
  static final Map<String, String> SETTINGS =
      Map.of(
          "credentials.client_id",
          "client",
          "credentials.client_secret",
          "hush",
          "credentials.refresh_token",
          "refresh-1");

  static Manifests authenticating(String authenticator) {
    return Manifests.people()
        .replace(BEARER, "authenticator:\n" + authenticator.indent(10).stripTrailing());
  }

  static final String OAUTH =
      """
      type: OAuthAuthenticator
      token_refresh_endpoint: https://login.acme.test/token
      client_id: "{{ config['credentials']['client_id'] }}"
      client_secret: "{{ config['credentials']['client_secret'] }}"
      refresh_token: "{{ config['credentials']['refresh_token'] }}"
      """;

  static final String CLIENT_CREDENTIALS =
      """
      type: OAuthAuthenticator
      grant_type: client_credentials
      token_refresh_endpoint: https://login.acme.test/token
      client_id: "{{ config['credentials']['client_id'] }}"
      client_secret: "{{ config['credentials']['client_secret'] }}"
      """;

  static final String UPDATER = "refresh_token_updater: {token_expiry_date_config_path: [until]}\n";

  static Acme acme(String authenticator, Function<Asked, Answer> provider) {
    return Acme.with(authenticating(authenticator).toString(), provider).connectedWith(SETTINGS);
  }

  static String shown(Acme acme) {
    return acme.full("AcmePerson", new Copy()).records().keySet().toString();
  }

  private Logins() {}
}
