package dev.tidemark.connectors.signin;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.Authorizations.Exchanged;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Browser;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthAuthorizationsTest {
  private static final ProviderId ACME = new ProviderId("acme");
  private static final URI BACK = URI.create("https://us.test/back");
  // The example of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final String FLOW =
      """
      x-tidemark-oauth:
        authorize_url: https://login.acme.test/authorize?kind=app
        token_url: https://login.acme.test/token
        scopes: [people read, all]
        scope_separator: ","
        parameters: {access_type: offline}
      """;

  private static Acme acme(String flow, Answer answer) {
    return Acme.with(Manifests.people().metadata(flow).toString(), asked -> answer);
  }

  private static Exchanged exchanged(String flow, Answer answer) {
    try (Acme acme = acme(flow, answer)) {
      return acme.authorizations()
          .exchange(ACME, new Authorizations.Return(BACK, "code-123", VERIFIER));
    }
  }

  @Test
  void sendsTheBrowserToTheAddressThatStandsForTheProvidersOwn() {
    try (Acme acme = acme(FLOW, ok("{}"))) {
      URI page = acme.authorizations().page(ACME, new Authorizations.Way(BACK, "st~&=", VERIFIER));
      assertThat(page.toString()).startsWith(acme.provider().uri() + "/authorize?");
      assertThat(Browser.parameters(page))
          .isEqualTo(
              Map.of(
                  "kind", "app",
                  "response_type", "code",
                  "client_id", "our-client",
                  "redirect_uri", "https://us.test/back",
                  "scope", "people read,all",
                  "state", "st~&=",
                  "access_type", "offline",
                  "code_challenge", CHALLENGE,
                  "code_challenge_method", "S256"));
      assertThat(acme.provider().asked()).isEmpty();
    }
  }

  @Test
  void provesNothingByAVerifierWhereTheProviderKnowsNone() {
    String plain = FLOW + "  pkce: false\n";
    try (Acme acme = acme(plain, ok("{\"access_token\":\"a\"}"))) {
      URI page = acme.authorizations().page(ACME, new Authorizations.Way(BACK, "s", VERIFIER));
      assertThat(Browser.parameters(page)).doesNotContainKey("code_challenge");
      acme.authorizations().exchange(ACME, new Authorizations.Return(BACK, "c", VERIFIER));
      assertThat(acme.provider().lastAsked().body()).doesNotContain("code_verifier");
    }
  }

  @Test
  void showsTheTokenEndpointTheCodeTheClientAndTheVerifier() {
    try (Acme acme = acme(FLOW, ok("{\"access_token\":\"a\"}"))) {
      acme.authorizations().exchange(ACME, new Authorizations.Return(BACK, "code-123", VERIFIER));
      FakeProvider.Asked asked = acme.provider().lastAsked();
      assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /token");
      assertThat(asked.header("Authorization")).isEmpty();
      assertThat(Browser.parameters(URI.create("http://form.test/?" + asked.body())))
          .isEqualTo(
              Map.of(
                  "grant_type", "authorization_code",
                  "code", "code-123",
                  "redirect_uri", "https://us.test/back",
                  "client_id", "our-client",
                  "client_secret", "our-client-secret",
                  "code_verifier", VERIFIER));
    }
  }

  @Test
  void keepsBothTokensAndWhenTheFirstEnds() {
    assertThat(
            exchanged(
                FLOW,
                ok(
                    """
                    {"access_token": "a-1", "refresh_token": "r-1", "expires_in": "1800",
                     "token_type": "bot", "scope": ["x"]}
                    """)))
        .isEqualTo(
            new Exchanged.Granted(
                new Credentials(
                    Map.of(
                        "grant", "refresh_token",
                        "accessToken", "a-1",
                        "refreshToken", "r-1",
                        "accessTokenExpiresAt", "2026-03-01T12:30:00Z"))));
  }

  @Test
  void takesAnAccessTokenOfUnsaidLifeForGoodForAnHour() {
    Exchanged granted = exchanged(FLOW, ok("{\"access_token\":\"a\",\"refresh_token\":\"r\"}"));
    assertThat(((Exchanged.Granted) granted).credentials().fields())
        .containsEntry("accessTokenExpiresAt", "2026-03-01T13:00:00Z");
    Exchanged endless =
        exchanged(FLOW, ok("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":9e18}"));
    assertThat(((Exchanged.Granted) endless).credentials().fields())
        .containsEntry("accessTokenExpiresAt", "2036-02-27T12:00:00Z");
  }

  @Test
  void keepsAnAccessTokenAloneWhereNothingRenewsIt() {
    assertThat(
            exchanged(
                FLOW + "  settings: {grant: credentials.kind, access_token: credentials.token}\n",
                ok("{\"access_token\":\"a-1\",\"expires_in\":60}")))
        .isEqualTo(
            new Exchanged.Granted(
                new Credentials(
                    Map.of("credentials.kind", "access_token", "credentials.token", "a-1"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"invalid_grant\",\"error_description\":\"over\"}",
        "{\"ok\":false,\"error\":\"invalid_grant\",\"message\":\"over\"}",
      })
  void saysWhatTheProviderSaysOfARefusal(String body) {
    assertThat(exchanged(FLOW, json(400, body)))
        .isEqualTo(new Exchanged.Refused("invalid_grant: over"));
    assertThat(exchanged(FLOW, ok(body)))
        .as("also where the status is one of success")
        .isEqualTo(new Exchanged.Refused("invalid_grant: over"));
  }

  @Test
  void readsErrorsOfAnyForm() {
    assertThat(exchanged(FLOW, json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}")))
        .isEqualTo(new Exchanged.Refused("no"));
    assertThat(exchanged(FLOW, json(400, "{\"error\":\"b\u00e4d \\u0007 \\\"\"}")))
        .isEqualTo(new Exchanged.Refused("b\u00e4d \""));
    assertThat(exchanged(FLOW, json(403, "[]")))
        .isEqualTo(new Exchanged.Refused("it answered 403"));
    assertThat(exchanged(FLOW, json(400, "not to be found")))
        .isEqualTo(new Exchanged.Refused("not to be found"));
  }

  @Test
  void takesForARefusalWhatTheManifestCallsOne() {
    String failing = FLOW + "  failed: \"{{ response.get('status') == 'BAD' }}\"\n";
    Answer answer = ok("{\"status\":\"BAD\",\"message\":\"no\",\"access_token\":\"a\"}");
    assertThat(exchanged(failing, answer)).isEqualTo(new Exchanged.Refused("no"));
    assertThat(exchanged(FLOW, answer)).isInstanceOf(Exchanged.Granted.class);
  }

  @Test
  void tellsATroubleThatMayPassFromARefusal() {
    assertThat(exchanged(FLOW, json(503, "{\"message\":\"back soon\"}")))
        .isEqualTo(new Exchanged.Unreachable("back soon"));
    assertThat(exchanged(FLOW, json(429, "")))
        .isEqualTo(new Exchanged.Unreachable("it answered 429"));
    assertThat(exchanged(FLOW, FakeProvider.hangUp())).isInstanceOf(Exchanged.Unreachable.class);
    assertThat(exchanged(FLOW, ok("<html>")))
        .isEqualTo(new Exchanged.Unreachable("its answer holds no access token"));
    String rules =
        FLOW
            + """
            x-tidemark-failures:
              - {predicate: "{{ response.get('error') == 'busy' }}", failure: rate_limited}
            """;
    assertThat(exchanged(rules, ok("{\"ok\":false,\"error\":\"busy\"}")))
        .isEqualTo(new Exchanged.Unreachable("busy"));
  }

  @Test
  void showsNoSecretAndNoMoreThanALine() {
    Answer answer =
        json(
            400,
            """
            {"error": "invalid_grant", "access_token": "token-77", "error_description":
             "\\u0007code-123\\n\\tour-client-secret %s token-77 %s"}
            """
                .formatted(VERIFIER, "long ".repeat(100)));
    String message = ((Exchanged.Refused) exchanged(FLOW, answer)).message();
    assertThat(message)
        .startsWith("invalid_grant: *** *** *** *** long ")
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContain("code-123", "our-client-secret", VERIFIER, "token-77");
  }

  @Test
  void saysInOneSentenceWhatKeepsUsersFromSigningIn() {
    try (Acme acme = acme(FLOW, ok("{}"))) {
      Authorizations authorizations = acme.authorizations();
      assertThat(authorizations.obstacle(ACME)).isEmpty();
      assertThat(authorizations.obstacle(new ProviderId("hubspot")))
          .contains(
              "HubSpot is connected by signing in; set oauth.hubspot.client-id and"
                  + " oauth.hubspot.client-secret to allow that");
      assertThat(authorizations.obstacle(new ProviderId("stripe")))
          .contains("Stripe cannot be signed in to: its manifest says nothing of x-tidemark-oauth");
      assertThat(authorizations.obstacle(new ProviderId("nobody")))
          .contains("there is no connector for nobody");
      assertThatThrownBy(() ->
              authorizations.page(
                  new ProviderId("hubspot"), new Authorizations.Way(BACK, "s", VERIFIER)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void neverWritesItsSecretDown() {
    assertThat(Acme.CLIENT).hasToString("OAuthClient[our-client]");
    assertThatThrownBy(() -> new OAuthClient("id", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
