package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.CLIENT_CREDENTIALS;
import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a token endpoint means that gives no token. */
class OAuthRefusalTest {
  @Test
  void tellsARefusedGrantFromTrouble() {
    record Case(Answer answer, FetchFailure failure) {}
    String asked = " to the renewal of its access token";
    List<Case> cases =
        List.of(
            new Case(
                json(400, "{\"error\":\"invalid_grant\"}"),
                new FetchFailure.CredentialsRejected(
                    "Acme answered 400" + asked + ": invalid_grant")),
            new Case(
                json(401, "{\"error\":\"no hush please\"}"),
                new FetchFailure.CredentialsRejected(
                    "Acme answered 401" + asked + ": no *** please")),
            new Case(
                json(400, "{\"error\":\"invalid_request\"}"),
                new FetchFailure.RequestRefused("Acme answered 400" + asked + ": invalid_request")),
            new Case(
                json(503, ""),
                new FetchFailure.ProviderUnavailable("Acme answered 503" + asked, null)),
            new Case(
                json(429, "").with("Retry-After", "60"),
                new FetchFailure.RateLimited(
                    "Acme answered 429" + asked, Acme.NOON.plusSeconds(60))),
            new Case(
                ok("{\"hello\":1}"),
                new FetchFailure.InvalidData(
                    "Acme gave an unusable answer" + asked + ": there is no access token in it")),
            new Case(
                ok("<html>"),
                new FetchFailure.InvalidData(
                    "Acme gave an unusable answer" + asked + ": there is no access token in it")));
    for (Case one : cases) {
      Tokens tokens = new Tokens();
      tokens.answer = number -> one.answer();
      try (Acme acme = acme(OAUTH, tokens)) {
        assertThat(acme.failure("AcmePerson")).isEqualTo(one.failure());
      }
    }
  }

  @Test
  void knowsARefusedGrantByTheManifestsWords() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> json(403, "{\"code\":\"gone\"}");
    String words =
        """
        refresh_token_error_status_codes: [403]
        refresh_token_error_key: code
        refresh_token_error_values: [gone]
        """;
    try (Acme acme = acme(OAUTH + words, tokens)) {
      assertThat(acme.check()).isInstanceOf(CredentialCheck.Rejected.class);
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.CredentialsRejected.class);
    }
  }

  @Test
  void logsInOnceForAllPartitionsWhenThatIsRefused() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> json(403, "{\"error\":\"blocked\"}");
    String manifest =
        Logins.authenticating(CLIENT_CREDENTIALS)
            .retriever(
                """
                partition_router:
                  type: ListPartitionRouter
                  cursor_field: section
                  values: [a, b, c]
                """)
            .toString();
    try (Acme acme = Acme.with(manifest, tokens).connectedWith(Logins.SETTINGS)) {
      acme.failure("AcmePerson");

      assertThat(acme.provider().asked()).extracting(Asked::path).containsExactly("/token");
    }
  }
}
