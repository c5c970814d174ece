package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEndpointTest extends SandboxTestBase {
  /** Which provider says what to a bad code. */
  private static final Map<String, String> BAD_CODE =
      Map.of(
          "hubspot", "400 BAD_AUTH_CODE",
          "attio", "400 invalid_grant",
          "slack", "200 invalid_code",
          "google-calendar", "400 invalid_grant",
          "google-mail", "400 invalid_grant");

  /** The status and the word of a refusal, wherever the provider puts it. */
  private static String refusal(HttpResponse<String> response) {
    JsonNode json = Json.parse(response.body());
    assertThat(json.has("access_token")).as(response.body()).isFalse();
    return response.statusCode() + " " + json.path(json.has("error") ? "error" : "status").asText();
  }

  private static boolean isRefused(HttpResponse<String> response) {
    return response.statusCode() == 401 || response.body().contains("\"ok\":false");
  }

  @ParameterizedTest
  @MethodSource("dev.tidemark.sandbox.SignIn#places")
  void opensTheAccountThatWasChosen(SignIn.Place place) throws Exception {
    try (SignIn person = new SignIn(sandbox, place)) {
      String full = person.in("sandbox").path("access_token").asText();
      String empty = person.in("empty").path("access_token").asText();

      assertThat(person.read(full).statusCode()).isEqualTo(200);
      assertThat(person.read(empty).statusCode()).isEqualTo(200);
      assertThat(person.read(full).body()).hasSizeGreaterThan(person.read(empty).body().length());
      assertThat(isRefused(person.read(full + "x"))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tidemark.sandbox.SignIn#places")
  void takesACodeOnceAndWithdrawsWhatItGaveAtTheSecondTry(SignIn.Place place) throws Exception {
    try (SignIn person = new SignIn(sandbox, place)) {
      String code = person.code("sandbox");
      JsonNode tokens = person.granted(SignIn.exchange(code));
      String access = tokens.path("access_token").asText();
      assertThat(isRefused(person.read(access))).isFalse();

      assertThat(refusal(person.token(SignIn.exchange(code))))
          .isEqualTo(BAD_CODE.get(place.provider()));

      assertThat(isRefused(person.read(access))).isTrue();
      if (tokens.has("refresh_token")) {
        assertThat(refusal(person.refresh(tokens.path("refresh_token").asText())))
            .startsWith("400 ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tidemark.sandbox.SignIn#places")
  void takesACodeForAMinute(SignIn.Place place) throws Exception {
    try (SignIn person = new SignIn(sandbox, place)) {
      String soon = person.code("sandbox");
      clock.advance(Duration.ofSeconds(59));
      person.granted(SignIn.exchange(soon));

      String late = person.code("sandbox");
      clock.advance(Duration.ofSeconds(60));
      assertThat(refusal(person.token(SignIn.exchange(late))))
          .isEqualTo(BAD_CODE.get(place.provider()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "code, nonsense, 400 invalid_grant",
    "code, '', 400 invalid_request",
    "redirect_uri, http://127.0.0.1:9999/other, 400 redirect_uri_mismatch",
    "redirect_uri, '', 400 redirect_uri_mismatch",
    "code_verifier, another-verifier-of-at-least-43-characters-or-so, 400 invalid_grant",
    "code_verifier, '', 400 invalid_grant",
    "client_id, somebody, 401 invalid_client",
    "client_id, '', 401 invalid_client",
    "client_secret, guess, 401 invalid_client",
    "client_secret, '', 401 invalid_client",
    "grant_type, password, 400 unsupported_grant_type",
    "grant_type, '', 400 invalid_request"
  })
  void bindsACodeToItsRequest(String name, String value, String said) throws Exception {
    try (SignIn calendar = new SignIn(sandbox, SignIn.CALENDAR)) {
      String code = calendar.code("sandbox");

      assertThat(refusal(calendar.token(SignIn.exchange(code, name, value)))).isEqualTo(said);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "code, nonsense, invalid_code",
    "redirect_uri, http://127.0.0.1:9999/other, bad_redirect_uri",
    "code_verifier, another-verifier-of-at-least-43-characters-or-so, invalid_code",
    "client_id, somebody, invalid_client_id",
    "client_secret, guess, bad_client_secret",
    "grant_type, password, invalid_grant_type"
  })
  void refusesAsSlackDoes(String name, String value, String error) throws Exception {
    try (SignIn slack = new SignIn(sandbox, SignIn.SLACK)) {
      HttpResponse<String> response =
          slack.token(SignIn.exchange(slack.code("sandbox"), name, value));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Json.parse(response.body()))
          .isEqualTo(Json.object().put("ok", false).put("error", error));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, http://127.0.0.1:9999/other, MISMATCH_REDIRECT_URI_AUTH_CODE",
    "code_verifier, '', BAD_AUTH_CODE",
    "client_id, somebody, BAD_CLIENT_ID",
    "client_secret, guess, BAD_CLIENT_SECRET",
    "grant_type, password, BAD_GRANT_TYPE"
  })
  void refusesAsHubspotDoes(String name, String value, String status) throws Exception {
    try (SignIn hubspot = new SignIn(sandbox, SignIn.HUBSPOT)) {
      HttpResponse<String> response =
          hubspot.token(SignIn.exchange(hubspot.code("sandbox"), name, value));

      assertThat(refusal(response)).isEqualTo("400 " + status);
      assertThat(Json.parse(response.body()).path("message").asText()).isNotEmpty();
    }
  }

  @Test
  void takesAVerifierOnlyForAChallenge() throws Exception {
    String[] without = {"code_challenge", "", "code_challenge_method", ""};
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      mail.granted(SignIn.exchange(mail.code("sandbox", without), "code_verifier", ""));

      assertThat(refusal(mail.token(SignIn.exchange(mail.code("sandbox", without)))))
          .isEqualTo("400 invalid_grant");
    }
  }

  @Test
  void knowsTheClientByBasicAuthenticationToo() throws Exception {
    Map<String, String> bare = new HashMap<>();
    try (SignIn attio = new SignIn(sandbox, SignIn.ATTIO)) {
      bare.putAll(SignIn.exchange(attio.code("sandbox"), "client_id", "", "client_secret", ""));
      HttpResponse<String> good = attio.token(bare, basic("sandbox-client:sandbox-client-secret"));
      HttpResponse<String> encoded =
          attio.token(
              SignIn.exchange(attio.code("sandbox"), "client_id", "", "client_secret", ""),
              basic("sandbox%2Dclient:sandbox-client%2Dsecret"));
      HttpResponse<String> wrong = attio.token(bare, basic("sandbox-client:guess"));
      HttpResponse<String> both =
          attio.token(
              SignIn.exchange(attio.code("sandbox")),
              basic("sandbox-client:sandbox-client-secret"));

      assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
      assertThat(encoded.statusCode()).as(encoded.body()).isEqualTo(200);
      assertThat(refusal(wrong)).isEqualTo("401 invalid_client");
      assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(refusal(both)).isEqualTo("400 invalid_request");
    }
  }

  private static String[] basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)};
  }

  @Test
  void wantsAForm() throws Exception {
    Client.Reply reply =
        client.post("/attio/oauth/token", "{\"grant_type\": \"authorization_code\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void answersInTheShapesOfTheProviders() throws Exception {
    try (SignIn hubspot = new SignIn(sandbox, SignIn.HUBSPOT);
        SignIn attio = new SignIn(sandbox, SignIn.ATTIO);
        SignIn slack = new SignIn(sandbox, SignIn.SLACK);
        SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      Shape.object(
              "access_token",
              Shape.TEXT,
              "refresh_token",
              Shape.TEXT,
              "expires_in",
              Shape.oneOf("1800"),
              "token_type",
              Shape.oneOf("bearer"))
          .check(hubspot.in("sandbox"));
      Shape.object("access_token", Shape.TEXT, "token_type", Shape.oneOf("Bearer"))
          .check(attio.granted(SignIn.exchange(attio.code("sandbox"), "redirect_uri", "")));
      Shape.object(
              "ok", Shape.oneOf("true"),
              "access_token", Shape.TEXT,
              "token_type", Shape.oneOf("bot"),
              "scope", Shape.oneOf("users:read,team:read"),
              "bot_user_id", Shape.TEXT,
              "app_id", Shape.TEXT,
              "team", Shape.object("id", Shape.oneOf("T0SANDBOX"), "name", Shape.TEXT),
              "authed_user", Shape.object("id", Shape.TEXT),
              "enterprise", Shape.orNull(Shape.ANY_OBJECT),
              "is_enterprise_install", Shape.FLAG)
          .check(slack.in("sandbox", "scope", "users:read,team:read"));
      Shape google =
          Shape.object(
              "access_token", Shape.TEXT,
              "refresh_token?", Shape.TEXT,
              "expires_in", Shape.oneOf("3599"),
              "scope", Shape.TEXT,
              "token_type", Shape.oneOf("Bearer"));
      google.check(mail.in("sandbox"));
      google.check(mail.in("sandbox", "access_type", "online"));
      google.check(mail.granted(SignIn.renewal(mail.in("sandbox").path("refresh_token").asText())));
    }
  }

  @Test
  void givesGooglesClientsARefreshTokenOnlyForOfflineAccess() throws Exception {
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      JsonNode offline = mail.in("sandbox");

      assertThat(offline.has("refresh_token")).isTrue();
      assertThat(mail.in("sandbox", "access_type", "").has("refresh_token")).isFalse();
      assertThat(
              mail.granted(SignIn.renewal(offline.path("refresh_token").asText()))
                  .has("refresh_token"))
          .as("Google does not repeat it")
          .isFalse();
    }
  }

  @Test
  void tellsNobodyToKeepTokens() throws Exception {
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      HttpResponse<String> response = mail.token(SignIn.exchange(mail.code("sandbox")));

      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void makesNothingTwice() throws Exception {
    Set<String> made = new HashSet<>();
    Instant later = Instant.parse("2026-04-01T00:00:00Z");
    try (SignIn hubspot = new SignIn(sandbox, SignIn.HUBSPOT);
        Sandbox another = Sandbox.start(SandboxSettings.with(() -> later));
        SignIn there = new SignIn(another, SignIn.HUBSPOT)) {
      for (SignIn one : new SignIn[] {hubspot, there, hubspot, there}) {
        String code = one.code("sandbox");
        JsonNode tokens = one.granted(SignIn.exchange(code));
        made.add(code);
        made.add(tokens.path("access_token").asText());
        made.add(tokens.path("refresh_token").asText());
      }
    }

    assertThat(made).hasSize(12).allMatch(text -> text.length() > 40);
  }
}
