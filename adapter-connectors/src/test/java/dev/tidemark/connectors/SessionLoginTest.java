package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.shown;
import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How requests get the session tokens of a login. */
class SessionLoginTest {
  private static String session(String more) {
    return """
    type: SessionTokenAuthenticator
    session_token_path: [session, token]
    login_requester:
      type: HttpRequester
      url_base: https://login.acme.test
      path: token
      http_method: POST
      request_body_json: {user: "{{ config.user }}"}
    """
        + more;
  }

  @Test
  void logsInForAToken() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> ok("{\"session\":{\"token\":\"access-" + number + "\"}}");
    tokens.taken = "access-1";
    try (Acme acme =
        acme(
            session("expiration_duration: PT1H\nrequest_authentication: {type: Bearer}\n"),
            tokens)) {
      acme.connectedWith(Map.of("user", "u1"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.asked.get(0).body()).isEqualTo("{\"user\":\"u1\"}");
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      tokens.taken = "access-2";
      assertThat(shown(acme)).as("after a 401").isEqualTo("[Bearer access-2]");
      acme.advance(Duration.ofMinutes(59));
      tokens.taken = "";
      assertThat(shown(acme)).isEqualTo("[Bearer access-3]");
    }
  }

  @Test
  void putsASessionTokenWhereItBelongs() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> ok("{\"session\":{\"token\":\"access-" + number + "\"}}");
    String use =
        """
        request_authentication:
          type: ApiKey
          api_token: "Token {{ session_token }}"
          inject_into: {inject_into: header, field_name: X-Session}
        """;
    try (Acme acme = acme(session(use), tokens)) {
      shown(acme);
      assertThat(acme.provider().lastAsked().header("X-Session")).isEqualTo("Token access-1");
    }
  }

  @Test
  void saysWhyALoginFailed() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(session("request_authentication: {type: Bearer}\n"), tokens)) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.InvalidData(
                  "Acme gave an unusable answer to its login: there is no session token in it"));
      tokens.answer = number -> json(401, "{\"message\":\"wrong password\"}");
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.CredentialsRejected(
                  "Acme answered 401 to AcmePerson: wrong password"));
    }
  }
}
