package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.UPDATER;
import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.shown;
import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where refresh tokens go that a provider accepts only once. */
class RotationTest {
  @Test
  void keepsARotatedRefreshTokenBeforeItUsesWhatCameWithIt() {
    Tokens tokens = new Tokens();
    List<Map<String, String>> keptWhenUsed = new ArrayList<>();
    Acme.Vault[] vault = new Acme.Vault[1];
    Function<Asked, Answer> provider =
        asked -> {
          if (!asked.path().endsWith("/token")) {
            keptWhenUsed.add(vault[0].kept());
          }
          return tokens.apply(asked);
        };
    tokens.answer = number -> ok("{\"access_token\":\"access-1\",\"refresh_token\":\"refresh-2\"}");
    try (Acme acme = acme(OAUTH + UPDATER, provider)) {
      vault[0] = acme.vault();
      shown(acme);
      assertThat(keptWhenUsed)
          .containsExactly(
              Map.of(
                  "credentials.refresh_token", "refresh-2",
                  "credentials.access_token", "access-1",
                  "until", "2026-03-01T13:00:00Z"));
    }
    try (Acme acme = acme(OAUTH, provider)) {
      vault[0] = acme.vault();
      shown(acme);
      assertThat(keptWhenUsed.get(1))
          .as("also where the manifest does not say that tokens rotate")
          .isEqualTo(Map.of("credentials.refresh_token", "refresh-2"));
    }
  }

  @Test
  void goesOnWithRenewedCredentials() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-2\"}"
                    .formatted(number));
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-2"));
      assertThat(shown(acme)).as("the same session").isEqualTo("[Bearer access-1]");
    }
    try (Acme acme = acme(OAUTH + UPDATER, tokens)) {
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "refresh-2",
              "credentials.access_token", "kept",
              "until", "2026-03-01T13:00:00Z"));
      assertThat(shown(acme)).isEqualTo("[Bearer kept]");
      acme.advance(Duration.ofHours(1));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
    }
  }

  @Test
  void usesNoTokenWhoseRefreshTokenCouldNotBeKept() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\"}"
                    .formatted(number, number + 1));
    try (Acme acme = acme(OAUTH, tokens)) {
      acme.vault().isBroken(true);
      for (int i = 0; i < 2; i++) {
        assertThat(acme.failure("AcmePerson"))
            .isEqualTo(
                new FetchFailure.ProviderUnavailable(
                    "the renewed credentials of Acme could not be kept", null));
      }
      acme.vault().isBroken(false);
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(acme.vault().kept()).isEqualTo(Map.of("credentials.refresh_token", "refresh-2"));
      assertThat(tokens.given).as("no other was asked for").hasValue(1);
    }
  }

  @Test
  void triesWhatAnotherNodeHasRenewedBeforeARefusalCounts() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            tokens.form(number - 1).get("refresh_token").equals("refresh-2")
                ? ok("{\"access_token\":\"access-2\"}")
                : json(400, "{\"error\":\"invalid_grant\"}");
    try (Acme acme = acme(OAUTH, tokens)) {
      acme.vault().keepsFromNowOn(Map.of("credentials.refresh_token", "refresh-2"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      assertThat(tokens.given).hasValue(2);
    }
  }

  private static final Map<String, String> FIRST = Map.of("credentials.refresh_token", "refresh-1");
  private static final Map<String, String> SECOND =
      Map.of("credentials.refresh_token", "refresh-2");

  private static Map<String, String> settings(String refreshToken) {
    return Map.of(
        "credentials.client_id", "client",
        "credentials.client_secret", "hush",
        "credentials.refresh_token", refreshToken);
  }

  private static Tokens rotating() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\",\"expires_in\":60}"
                    .formatted(number, number + 1));
    return tokens;
  }

  @Test
  void acceptsNoMistypedRefreshTokenForTheSakeOfAnotherThatIsKept() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            tokens.form(number - 1).get("refresh_token").equals("good")
                ? ok("{\"access_token\":\"access-1\"}")
                : json(400, "{\"error\":\"invalid_grant\"}");
    try (Acme acme = acme(OAUTH, tokens)) {
      acme.vault().keepsFromNowOn(Map.of("credentials.refresh_token", "good"));
      acme.connectedWith(settings("gud"));
      assertThat(acme.check()).isInstanceOf(CredentialCheck.Rejected.class);
      assertThat(tokens.given).as("the other was not even tried").hasValue(1);
    }
  }

  @Test
  void returnsWhatACheckRotatedAndKeepsItNowhere() {
    try (Acme acme = acme(OAUTH, rotating())) {
      assertThat(acme.check()).isEqualTo(new CredentialCheck.Accepted(SECOND));
      assertThat(acme.vault().kept()).isEmpty();
    }
  }

  @Test
  void keepsTheLastOfSeveralTokensThatACheckRotated() {
    Tokens tokens = rotating();
    tokens.taken = "access-2";
    try (Acme acme = acme(OAUTH, tokens)) {
      assertThat(acme.check())
          .isEqualTo(
              new CredentialCheck.Accepted(Map.of("credentials.refresh_token", "refresh-3")));
    }
  }

  @Test
  void keepsNothingOfACheckThatFailsAfterItRotated() {
    Tokens tokens = rotating();
    tokens.taken = "none";
    try (Acme acme = acme(OAUTH, tokens)) {
      assertThat(acme.check()).isInstanceOf(CredentialCheck.Rejected.class);
      assertThat(acme.vault().kept()).isEmpty();
    }
  }

  @Test
  void provesCredentialsByTheirOwnTokensOnly() {
    Tokens tokens = rotating();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      tokens.answer = number -> json(400, "{\"error\":\"invalid_grant\"}");
      assertThat(acme.check())
          .as("a refresh token that is spent, while the access token is still good")
          .isInstanceOf(CredentialCheck.Rejected.class);
    }
  }

  @Test
  void saysWhatTheKeptFieldsWereExchangedFor() {
    Tokens tokens = rotating();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      assertThat(acme.vault().replaced()).isEqualTo(FIRST);
      acme.advance(Duration.ofMinutes(2));
      shown(acme);
      assertThat(acme.vault().replaced())
          .as("by a reader that was opened with the first")
          .isEqualTo(SECOND);
    }
    String elsewhere = OAUTH.replace("['refresh_token']", "['given']") + UPDATER;
    try (Acme acme = acme(elsewhere, rotating())) {
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.given", "refresh-1"));
      shown(acme);
      assertThat(acme.vault().kept()).containsEntry("credentials.refresh_token", "refresh-2");
      assertThat(acme.vault().replaced()).isEqualTo(Map.of("credentials.given", "refresh-1"));
    }
  }
}
