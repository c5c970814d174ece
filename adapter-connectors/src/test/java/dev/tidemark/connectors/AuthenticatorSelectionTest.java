package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a setting chooses the authenticator. */
class AuthenticatorSelectionTest {
  private static final String SELECTIVE =
      """
      type: SelectiveAuthenticator
      authenticator_selection_path: [credentials, kind]
      authenticators:
        oauth:
      """
          + OAUTH.indent(4)
          + "  key: {type: ApiKeyAuthenticator, header: X-Key, api_token: \"{{ config.key }}\"}\n";

  @Test
  void choosesAnAuthenticatorByASetting() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(SELECTIVE, tokens)) {
      acme.connectedWith(Map.of("credentials.kind", "key", "key", "k1"));
      shown(acme);
      assertThat(acme.provider().lastAsked().header("X-Key")).isEqualTo("k1");
      acme.connectedWith(
          Map.of(
              "credentials.kind", "oauth",
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-1"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.connectedWith(Map.of("credentials.kind", "other"));
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.Misconfigured(
                  "Acme could not be asked for AcmePerson: the setting credentials.kind must be one"
                      + " of key, oauth"));
    }
  }
}
