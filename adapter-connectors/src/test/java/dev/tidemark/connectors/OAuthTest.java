package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.CLIENT_CREDENTIALS;
import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.SETTINGS;
import static dev.tidemark.connectors.Logins.UPDATER;
import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.authenticating;
import static dev.tidemark.connectors.Logins.shown;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How requests get access tokens from a token endpoint, and how readers share them. */
class OAuthTest {
  @Test
  void showsTheTokenThatARefreshTokenGives() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH + "scopes: [read, write]\n", tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.asked.get(0).method()).isEqualTo("POST");
      assertThat(tokens.asked.get(0).header("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded");
      assertThat(tokens.form(0))
          .isEqualTo(
              Map.of(
                  "grant_type", "refresh_token",
                  "client_id", "client",
                  "client_secret", "hush",
                  "refresh_token", "refresh-1",
                  "scopes", "read,write"));
    }
  }

  @Test
  void showsTheTokenThatAClientGets() {
    Tokens tokens = new Tokens();
    String more =
        """
        grant_type_name: kind
        client_id_name: app
        access_token_name: token
        expires_in_name: left
        refresh_request_body: {audience: "{{ config.credentials.client_id }}-api", app: other}
        """;
    tokens.answer = number -> ok("{\"data\":{\"token\":\"deep\",\"left\":\"60\"}}");
    try (Acme acme = acme(CLIENT_CREDENTIALS + more, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer deep]");
      assertThat(tokens.form(0))
          .isEqualTo(
              Map.of(
                  "kind", "client_credentials",
                  "app", "client",
                  "client_secret", "hush",
                  "audience", "client-api"));
      acme.advance(Duration.ofSeconds(50));
      shown(acme);
      assertThat(tokens.given).hasValue(1);
      acme.advance(Duration.ofSeconds(5));
      shown(acme);
      assertThat(tokens.given).as("renewed a little before it expires").hasValue(2);
    }
  }

  @Test
  void namesTheClientOnceWhenAHeaderDoes() {
    Tokens tokens = new Tokens();
    String more =
        """
        send_refresh_request_as_query_params: true
        refresh_request_headers:
          Authorization: "Basic {{ (config.credentials.client_id ~ ':x') | base64encode }}"
        """;
    try (Acme acme = acme(OAUTH + more, tokens)) {
      shown(acme);
      assertThat(tokens.asked.get(0).header("Authorization")).isEqualTo("Basic Y2xpZW50Ong=");
      assertThat(tokens.asked.get(0).body()).isEmpty();
      assertThat(tokens.asked.get(0).query())
          .isEqualTo(
              Map.of(
                  "grant_type", List.of("refresh_token"), "refresh_token", List.of("refresh-1")));
    }
  }

  @Test
  void sharesATokenBetweenReadersAndRenewsItInTime() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      acme.advance(Duration.ofMinutes(58));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.advance(Duration.ofMinutes(1));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      acme.connectedWith(
          Map.of(
              "credentials.client_id", "client",
              "credentials.client_secret", "hush",
              "credentials.refresh_token", "of another login"));
      assertThat(shown(acme)).isEqualTo("[Bearer access-3]");
    }
  }

  @Test
  void renewsATokenOnceWhenItIsRefusedBeforeItsTime() {
    Tokens tokens = new Tokens();
    tokens.taken = "access-2";
    try (Acme acme = acme(OAUTH, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      tokens.taken = "none";
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.CredentialsRejected(
                  "Acme answered 401 to AcmePerson: bad token Bearer ***"));
      assertThat(tokens.given).hasValue(3);
    }
  }

  @Test
  void letsOneReaderRenewForAll() throws Exception {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH + UPDATER, tokens);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tokens.answer =
          number ->
              ok(
                  "{\"access_token\":\"access-%d\",\"expires_in\":60,\"refresh_token\":\"refresh-%d\"}"
                      .formatted(number, number + 1));
      List<Callable<String>> readers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        readers.add(() -> shown(acme));
      }
      for (Future<String> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo("[Bearer access-1]");
      }
      acme.advance(Duration.ofMinutes(2));
      for (Future<String> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo("[Bearer access-2]");
      }
      assertThat(tokens.given).hasValue(2);
      assertThat(tokens.form(1)).containsEntry("refresh_token", "refresh-2");
    }
  }

  @Test
  void usesAnAccessTokenOfTheSettingsAsItIs() {
    Tokens tokens = new Tokens();
    String given =
        """
        type: OAuthAuthenticator
        access_token_value: "{{ config.credentials.client_id }}"
        """;
    try (Acme acme = acme(given, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer client]");
    }
    String until =
        """
        access_token_value: "mine"
        token_expiry_date: "2026-03-01T12:30:00Z"
        token_expiry_date_format: "%Y-%m-%d"
        """;
    tokens.answer =
        number -> ok("{\"access_token\":\"access-1\",\"expires_in\":\"2026-03-02T12:00:00Z\"}");
    try (Acme acme = acme(OAUTH + until, tokens)) {
      assertThat(shown(acme)).isEqualTo("[Bearer mine]");
      acme.advance(Duration.ofMinutes(30));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.advance(Duration.ofHours(23));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.given).hasValue(1);
    }
  }

  @Test
  void readsOnWhenATokenRunsOutBetweenPages() {
    Tokens tokens = new Tokens();
    Function<Asked, Answer> provider =
        asked -> {
          Answer answer = tokens.apply(asked);
          return asked.path().endsWith("/token") || answer.status() != 200
              ? answer
              : ok(
                  "{\"data\":[{\"id\":\"%s%s\"}],\"next\":\"%s\"}"
                      .formatted(
                          asked.parameter("after"),
                          asked.header("Authorization"),
                          asked.parameter("after").isEmpty() ? "p2" : ""));
        };
    try (Acme acme =
        Acme.with(authenticating(OAUTH).retriever(Manifests.BY_CURSOR).toString(), provider)
            .connectedWith(SETTINGS)) {
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        assertThat(reader.next()).isInstanceOf(Fetched.Page.class);
        tokens.taken = "access-2";
        assertThat(((Fetched.Page) reader.next()).records().get(0).json())
            .isEqualTo("{\"id\":\"p2Bearer access-2\"}");
      }
    }
  }

  @Test
  void takesALifeOfZeroForUnsaid() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> ok("{\"access_token\":\"access-" + number + "\",\"expires_in\":0}");
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
    }
  }
}
