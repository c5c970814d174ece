package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.oauth.OAuthSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifeTest extends SandboxTestBase {
  private SignIn hubspot;
  private SignIn slack;
  private SignIn mail;

  /** Nothing happens while months go by, so that they cost nothing. */
  @Override
  SandboxSettings settings() {
    return SandboxSettings.with(clock).withGrowth(0);
  }

  @BeforeEach
  void comeIn() {
    hubspot = new SignIn(sandbox, SignIn.HUBSPOT);
    slack = new SignIn(sandbox, SignIn.SLACK);
    mail = new SignIn(sandbox, SignIn.MAIL);
  }

  @AfterEach
  void goAway() {
    hubspot.close();
    slack.close();
    mail.close();
  }

  private static String access(JsonNode tokens) {
    return tokens.path("access_token").asText();
  }

  private static String renewing(JsonNode tokens) {
    return tokens.path("refresh_token").asText();
  }

  private JsonNode renewed(String refreshToken) throws Exception {
    return hubspot.granted(SignIn.renewal(refreshToken));
  }

  private void rotate(String provider) {
    sandbox.provider(provider).oauth(new OAuthSettings(true, Optional.empty()));
  }

  @Test
  void endsAccessTokensByItsClockAndRenewsThem() throws Exception {
    JsonNode tokens = hubspot.in("empty");
    clock.advance(Duration.ofSeconds(1799));
    assertThat(hubspot.read(access(tokens)).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    HttpResponse<String> late = hubspot.read(access(tokens));
    JsonNode renewed = renewed(renewing(tokens));

    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(Json.parse(late.body()).path("category").asText())
        .isEqualTo("EXPIRED_AUTHENTICATION");
    assertThat(renewing(renewed)).isEqualTo(renewing(tokens));
    HttpResponse<String> read = hubspot.read(access(renewed));
    assertThat(Json.parse(read.body()).path("results")).as("still the empty account").isEmpty();
    assertThat(read.statusCode()).isEqualTo(200);
  }

  @Test
  void letsTokensOfSlackLastUnlessToldOtherwise() throws Exception {
    JsonNode lasting = slack.in("sandbox");
    assertThat(lasting.has("expires_in")).isFalse();
    assertThat(lasting.has("refresh_token")).isFalse();
    clock.advance(Duration.ofDays(30));
    assertThat(Json.parse(slack.read(access(lasting)).body()).path("ok").asBoolean()).isTrue();

    rotate("slack");
    JsonNode rotating = slack.in("sandbox");
    assertThat(rotating.path("expires_in").asInt()).isEqualTo(43_200);
    clock.advance(Duration.ofHours(12));
    assertThat(Json.parse(slack.read(access(rotating)).body()).path("error").asText())
        .isEqualTo("token_expired");
    JsonNode renewed = slack.granted(SignIn.renewal(renewing(rotating)));
    assertThat(Json.parse(slack.read(access(renewed)).body()).path("ok").asBoolean()).isTrue();
    assertThat(Json.parse(slack.read(access(lasting)).body()).path("ok").asBoolean()).isTrue();
  }

  @Test
  void keepsAnOldRefreshTokenGoodUntilTheNewOneIsUsed() throws Exception {
    rotate("hubspot");
    String first = renewing(hubspot.in("sandbox"));
    String lost = renewing(renewed(first));
    String second = renewing(renewed(first));
    assertThat(second).isNotEqualTo(first).isNotEqualTo(lost);

    String third = renewing(renewed(second));

    assertThat(refused(first)).isTrue();
    assertThat(refused(lost)).as("it is older than the one that was used").isTrue();
    assertThat(refused(second)).as("the third was not used yet").isFalse();
    assertThat(refused(third)).isFalse();
    assertThat(refused(second)).isTrue();
  }

  @Test
  void takesAnAccessTokenForAUseOfTheRefreshTokenThatCameWithIt() throws Exception {
    rotate("hubspot");
    String first = renewing(hubspot.in("sandbox"));
    JsonNode second = renewed(first);
    assertThat(refused(first)).isFalse();

    hubspot.read(access(second));

    assertThat(refused(first)).isTrue();
    assertThat(refused(renewing(second))).isFalse();
  }

  @Test
  void rotatesTheTokensThatAreGoodFromTheStart() throws Exception {
    rotate("google-mail");
    JsonNode renewed = mail.granted(SignIn.renewal("1//refresh-sandbox"));
    assertThat(renewing(renewed)).isNotEmpty().isNotEqualTo("1//refresh-sandbox");

    mail.granted(SignIn.renewal(renewing(renewed)));

    HttpResponse<String> old = mail.refresh("1//refresh-sandbox");
    assertThat(old.statusCode()).isEqualTo(400);
    assertThat(Json.parse(old.body()).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(mail.refresh("1//refresh-empty").statusCode()).isEqualTo(200);
  }

  private boolean refused(String refreshToken) throws Exception {
    HttpResponse<String> response = hubspot.refresh(refreshToken);
    JsonNode body = Json.parse(response.body());
    assertThat(body.path("status").asText()).isIn("", "BAD_REFRESH_TOKEN");
    return response.statusCode() == 400;
  }

  @Test
  void expiresAccessTokensAtOnceAndNoRefreshToken() throws Exception {
    JsonNode tokens = hubspot.in("sandbox");

    Client.Reply reply = client.control("POST", "/hubspot/oauth/expire", "");

    assertThat(reply.json()).isEqualTo(Json.object().put("expired", true));
    assertThat(hubspot.read(access(tokens)).statusCode()).isEqualTo(401);
    JsonNode renewed = renewed(renewing(tokens));
    assertThat(hubspot.read(access(renewed)).statusCode()).isEqualTo(200);
    assertThat(hubspot.read("pat-na1-sandbox").statusCode()).as("it was not issued").isEqualTo(200);
  }

  @Test
  void renewsNothingOnceCredentialsAreRevoked() throws Exception {
    JsonNode tokens = mail.in("sandbox");
    String lasting = renewing(hubspot.in("sandbox"));
    sandbox.provider("google-mail").revoke();
    sandbox.provider("hubspot").revoke();

    assertThat(mail.read(access(tokens)).statusCode()).isEqualTo(401);
    HttpResponse<String> refresh = mail.refresh(renewing(tokens));
    assertThat(refresh.statusCode()).isEqualTo(400);
    assertThat(Json.parse(refresh.body()).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refused(lasting)).isTrue();

    sandbox.provider("google-mail").restore();
    assertThat(mail.read(access(tokens)).statusCode()).isEqualTo(200);
    mail.granted(SignIn.renewal(renewing(tokens)));
  }

  @Test
  void issuesTokensAsControlSays() throws Exception {
    Client.Reply usual = client.control("GET", "/google-mail/oauth", "");
    Client.Reply changed =
        client.control(
            "PUT",
            "/google-mail/oauth",
            "{\"rotate_refresh_tokens\": true, \"access_token_lifetime\": \"PT30S\"}");
    JsonNode tokens = mail.in("sandbox");

    assertThat(usual.json())
        .isEqualTo(
            Json.object()
                .put("rotate_refresh_tokens", false)
                .put("access_token_lifetime", "PT59M59S"));
    assertThat(changed.json().path("access_token_lifetime").asText()).isEqualTo("PT30S");
    assertThat(client.control("GET", "/google-mail/oauth", "").json()).isEqualTo(changed.json());
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(30);
    clock.advance(Duration.ofSeconds(30));
    assertThat(mail.read(access(tokens)).statusCode()).isEqualTo(401);
    assertThat(renewing(mail.granted(SignIn.renewal(renewing(tokens)))))
        .isNotEmpty()
        .isNotEqualTo(renewing(tokens));
    assertThat(client.control("GET", "/attio/oauth", "").json().path("access_token_lifetime"))
        .isEqualTo(Json.object().nullNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rotate\": true}",
        "{\"rotate_refresh_tokens\": \"yes\"}",
        "{\"access_token_lifetime\": \"PT0S\"}",
        "{\"access_token_lifetime\": 30}",
        "[]"
      })
  void refusesOtherSettings(String body) throws Exception {
    assertThat(client.control("PUT", "/slack/oauth", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /stripe/oauth",
    "PUT, /stripe/oauth",
    "POST, /stripe/oauth/expire",
    "GET, /nobody/oauth"
  })
  void saysWhereThereIsNoSignIn(String method, String path) throws Exception {
    Client.Reply reply = client.control(method, path, "{}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("error").asText()).contains("hubspot");
    assertThatThrownBy(() -> stripe().oauth())
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("stripe has no sign-in");
  }

  @Test
  void countsAndBreaksTokenRequestsLikeAllOthers() throws Exception {
    ProviderControl google = sandbox.provider("google-mail");
    google.inject(Fault.once(new Effect.Status(503, null, null)));
    String route = "POST /token";

    HttpResponse<String> broken = mail.refresh("1//refresh-sandbox");
    HttpResponse<String> whole = mail.refresh("1//refresh-sandbox");
    google.rateLimit(new RateLimit(1, Duration.ofSeconds(10)));
    mail.refresh("1//refresh-sandbox");
    HttpResponse<String> limited = mail.refresh("1//refresh-sandbox");

    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(Json.parse(broken.body()).path("error").asText()).isEqualTo("internal_failure");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(google.requests()).containsEntry(route, 4L);
    assertThat(google.routes()).contains(route, "GET /o/oauth2/v2/auth", "POST /o/oauth2/v2/auth");
  }

  @Test
  void listsHowToSignIn() throws Exception {
    JsonNode index = client.get("/").json();
    JsonNode oauth = Json.object();
    for (JsonNode provider : index.path("providers")) {
      if (provider.path("name").asText().equals("attio")) {
        oauth = provider.path("oauth");
      }
      assertThat(provider.has("oauth"))
          .isEqualTo(sandbox.provider(provider.path("name").asText()).hasSignIn());
    }

    assertThat(oauth)
        .isEqualTo(
            Json.object()
                .put("clientId", "sandbox-client")
                .put("clientSecret", "sandbox-client-secret")
                .put("authorize", sandbox.uri("attio") + "/authorize")
                .put("token", sandbox.uri("attio") + "/oauth/token"));
    assertThat(index.path("control").toString()).contains("/oauth/expire");
  }
}
