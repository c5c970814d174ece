package dev.tidemark.connectors.signin;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The installation's client with connections that have none of their own. */
class OAuthClientTest {
  private static final String FLOW =
      """
      x-tidemark-oauth:
        authorize_url: https://login.acme.test/authorize
        token_url: https://login.acme.test/token
      """;
  private static final String AUTHENTICATOR =
      """
      authenticator:
                type: OAuthAuthenticator
                token_refresh_endpoint: https://login.acme.test/token
                client_id: "{{ config['clientId'] }}"
                client_secret: "{{ config['clientSecret'] }}"
                refresh_token: "{{ config['refreshToken'] }}"
                access_token_value: "{{ config['accessToken'] }}"
                token_expiry_date: "{{ config['accessTokenExpiresAt'] }}"
      """
          .stripTrailing();

  private static Acme acme(Function<Asked, Answer> provider, String... fields) {
    String manifest =
        Manifests.people()
            .replace(
                "authenticator:\n          type: BearerAuthenticator\n"
                    + "          api_token: \"{{ config['apiKey'] }}\"",
                AUTHENTICATOR)
            .metadata(FLOW)
            .toString();
    Map<String, String> settings = new HashMap<>(Map.of("refreshToken", "refresh-1"));
    for (int i = 0; i < fields.length; i += 2) {
      settings.put(fields[i], fields[i + 1]);
    }
    return Acme.with(manifest, provider).connectedWith(settings);
  }

  private static Answer answer(Asked asked) {
    return asked.path().endsWith("/token")
        ? ok("{\"access_token\":\"fresh\",\"expires_in\":3600}")
        : ok("{\"data\":[{\"id\":\"" + asked.header("Authorization") + "\"}]}");
  }

  @Test
  void isShownWhereAConnectionNamesNone() {
    try (Acme acme = acme(OAuthClientTest::answer)) {
      assertThat(acme.full("AcmePerson", new Acme.Copy()).records()).containsKey("Bearer fresh");
      assertThat(acme.provider().asked().get(0).body())
          .contains("client_id=our-client")
          .contains("client_secret=our-client-secret");
      assertThat(acme.check()).isEqualTo(new CredentialCheck.Accepted());
    }
  }

  @Test
  void givesWayToOneOfTheConnectionsOwn() {
    try (Acme acme = acme(OAuthClientTest::answer, "clientId", "own", "clientSecret", "hush")) {
      acme.full("AcmePerson", new Acme.Copy());
      assertThat(acme.provider().asked().get(0).body())
          .contains("client_id=own")
          .contains("client_secret=hush");
    }
    try (Acme acme = acme(OAuthClientTest::answer, "clientId", "own")) {
      acme.full("AcmePerson", new Acme.Copy());
      assertThat(acme.provider().asked().get(0).body())
          .as("no secret of ours goes with the id of another")
          .doesNotContain("our-client");
    }
  }

  @Test
  void isTakenOutOfMessages() {
    try (Acme acme =
        acme(asked ->
            json(400, "{\"error\":\"invalid_client\",\"message\":\"our-client-secret\"}"))) {
      assertThat(acme.failure("AcmePerson").message()).endsWith(": ***");
      assertThat(((CredentialCheck.Rejected) acme.check()).message()).endsWith(": ***");
    }
  }

  @Test
  void doesNotMakeTheFirstTokenGiveWayBeforeItsTime() {
    try (Acme acme =
        acme(
            OAuthClientTest::answer,
            "accessToken",
            "first",
            "accessTokenExpiresAt",
            "2026-03-01T12:30:00Z")) {
      assertThat(acme.full("AcmePerson", new Acme.Copy()).records()).containsKey("Bearer first");
      acme.advance(Duration.ofMinutes(31));
      assertThat(acme.full("AcmePerson", new Acme.Copy()).records()).containsKey("Bearer fresh");
    }
  }
}
