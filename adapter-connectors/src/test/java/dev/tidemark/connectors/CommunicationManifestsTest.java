package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.sandbox.ProviderControl;
import dev.tidemark.sandbox.RateLimit;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests of messages, calls and calendars take care of, beside the records. */
class CommunicationManifestsTest {
  private final SettableClock clock = new SettableClock(Acme.NOON);
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(SandboxSettings.with(clock).withEpoch(Acme.NOON).withSize(0.1).withGrowth(0));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Acme open(String provider) {
    return Acme.builtIn(provider, sandbox.uri(provider), clock)
        .connectedWith(sandbox.provider(provider).connection());
  }

  private long asked(String provider, String route) {
    return sandbox.provider(provider).requests().getOrDefault(route, 0L);
  }

  private static FetchFailure failedIncrement(Acme acme, String model, Copy copy) {
    try (ModelReader reader = acme.open(model, false, copy.checkpoint())) {
      while (true) {
        switch (reader.next()) {
          case Fetched.Failed failed -> {
            return failed.failure();
          }
          case Fetched.Page page -> assertThat(page.last()).as("an increment went well").isFalse();
        }
      }
    }
  }

  private static List<String> ids(ProviderControl.Data data, String collection) {
    return data.objects(collection).stream().map(object -> object.path("id").asText()).toList();
  }

  @ParameterizedTest
  @CsvSource({"google-calendar, GoogleCalendarList", "google-mail, GmailLabel"})
  void renewsAccessTokensOfGoogle(String provider, String model) {
    try (Acme google =
        open(provider)
            .connectedWith(
                Map.of(
                    "grant", "refresh_token",
                    "refreshToken", "1//refresh-sandbox",
                    "clientId", "sandbox-client",
                    "clientSecret", "sandbox-client-secret"))) {
      assertThat(google.check()).isEqualTo(new CredentialCheck.Accepted());
      assertThat(google.full(model, new Copy()).records()).isNotEmpty();
      clock.advance(Duration.ofHours(2));
      assertThat(google.full(model, new Copy()).records()).isNotEmpty();
      assertThat(asked(provider, "POST /token")).isBetween(2L, 3L);

      sandbox.provider(provider).revoke();
      clock.advance(Duration.ofHours(2));
      assertThat(google.failure(model)).isInstanceOf(FetchFailure.CredentialsRejected.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"google-calendar, GoogleCalendarList", "google-mail, GmailThread"})
  void tellsAQuotaFromAMissingPermission(String provider, String model) {
    ProviderControl control = sandbox.provider(provider);
    try (Acme google = open(provider)) {
      control.inject(Fault.once(new Effect.Status(403, null, null)));
      assertThat(google.failure(model)).isInstanceOf(FetchFailure.PermissionDenied.class);

      control.rateLimit(new RateLimit(1, Duration.ofMinutes(1)));
      google.full("google-mail".equals(provider) ? "GmailLabel" : model, new Copy());
      assertThat(google.failure(model))
          .isInstanceOfSatisfying(
              FetchFailure.RateLimited.class,
              limited -> assertThat(limited.resumeAt()).as("Google names none").isNull());
    }
  }

  @Test
  void waitsAsLongAsFirefliesSays() {
    sandbox.provider("fireflies").rateLimit(new RateLimit(1, Duration.ofSeconds(90)));
    try (Acme fireflies = open("fireflies")) {
      fireflies.full("FirefliesUser", new Copy());
      clock.advance(Duration.ofSeconds(30));

      assertThat(fireflies.failure("FirefliesChannel"))
          .isInstanceOfSatisfying(
              FetchFailure.RateLimited.class,
              limited -> assertThat(limited.resumeAt()).isEqualTo(clock.instant().plusSeconds(60)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ok': false, 'error': 'missing_scope', 'needed': 'users:read'} | PermissionDenied",
        "{'ok': false, 'error': 'account_inactive'} | CredentialsRejected",
        "{'ok': false, 'error': 'ratelimited'} | RateLimited",
        "{'ok': false, 'error': 'fatal_error'} | ProviderUnavailable",
        "{'ok': false, 'error': 'invalid_cursor'} | CheckpointExpired",
        "{'ok': false, 'error': 'method_deprecated'} | RequestRefused"
      })
  void seesFailuresInSlacksGoodAnswers(String answerAndFailure) {
    String[] parts = answerAndFailure.split(" \\| ", -1);
    sandbox
        .provider("slack")
        .inject(Fault.once(new Effect.Status(200, null, parts[0].replace('\'', '"'))));
    try (Acme slack = open("slack")) {
      assertThat(slack.failure("SlackUser").getClass().getSimpleName()).isEqualTo(parts[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paid_required | PermissionDenied",
        "account_cancelled | CredentialsRejected",
        "request_timeout | ProviderUnavailable",
        "invalid_arguments | RequestRefused"
      })
  void seesFailuresInFirefliesGoodAnswers(String codeAndFailure) {
    String[] parts = codeAndFailure.split(" \\| ", -1);
    ObjectNode answer = Json.object().putNull("data");
    answer.putArray("errors").addObject().putObject("extensions").put("code", parts[0]);
    sandbox
        .provider("fireflies")
        .inject(Fault.once(new Effect.Status(200, null, answer.toString())));
    try (Acme fireflies = open("fireflies")) {
      assertThat(fireflies.failure("FirefliesUser").getClass().getSimpleName()).isEqualTo(parts[1]);
    }
  }

  @Test
  void readsTheChannelsThatTheAppIsInAndNoOthers() {
    ProviderControl control = sandbox.provider("slack");
    long joined =
        control.data().objects("channels").stream()
            .filter(channel -> channel.path("is_member").asBoolean())
            .count();
    try (Acme slack = open("slack")) {
      Copy copy = slack.full("SlackMessage", new Copy());
      assertThat(copy.records()).hasSize(control.data().objects("messages").size());
      assertThat(asked("slack", "GET /api/conversations.history")).isEqualTo(joined);
    }
  }

  @Test
  void asksGranolaOnlyForNotesThatChanged() {
    ProviderControl.Data data = sandbox.provider("granola").data();
    try (Acme granola = open("granola")) {
      Copy copy = granola.full("GranolaNoteDetail", new Copy());
      clock.advance(Duration.ofHours(3));
      List<String> notes = ids(data, "notes");
      data.change("notes", notes.get(3), Json.object().put("title", "Anew"));
      data.add("notes", Json.object());
      clock.advance(Duration.ofMinutes(5));
      long before = asked("granola", "GET /v1/notes/{id}");

      granola.increment("GranolaNoteDetail", copy);

      assertThat(asked("granola", "GET /v1/notes/{id}") - before)
          .as("the two, and the newest of before, for which it looks back")
          .isEqualTo(3);
      assertThat(copy.records()).hasSize(notes.size() + 1);
      assertThat(copy.records().get(notes.get(3))).contains("Anew");
    }
  }

  @Test
  void followsAMailboxByItsHistory() {
    ProviderControl.Data data = sandbox.provider("google-mail").data();
    try (Acme gmail = open("google-mail")) {
      Copy copy = gmail.full("GmailMessage", new Copy());
      List<String> messages = ids(data, "messages");
      ObjectNode starred = Json.object();
      starred.putArray("labelIds").add("STARRED");
      data.change("messages", messages.get(2), starred);
      data.delete("messages", messages.get(4));
      String added = data.add("messages", Json.object()).path("id").asText();
      long listed = asked("google-mail", "GET /gmail/v1/users/me/messages");
      long read = asked("google-mail", "GET /gmail/v1/users/me/messages/{id}");

      gmail.increment("GmailMessage", copy);

      assertThat(asked("google-mail", "GET /gmail/v1/users/me/messages")).isEqualTo(listed);
      assertThat(asked("google-mail", "GET /gmail/v1/users/me/messages/{id}") - read).isEqualTo(2);
      assertThat(copy.records()).containsKey(added).doesNotContainKey(messages.get(4));
      assertThat(copy.records().get(messages.get(2))).contains("STARRED");
    }
  }

  @Test
  void startsAnewWhenGoogleHasForgotten() {
    try (Acme gmail = open("google-mail");
        Acme calendar = open("google-calendar")) {
      Copy messages = gmail.full("GmailMessage", new Copy());
      Copy events = calendar.full("GoogleCalendarEvent", new Copy());
      sandbox.provider("google-mail").data().add("messages", Json.object());
      clock.advance(Duration.ofDays(8));

      assertThat(failedIncrement(gmail, "GmailMessage", messages))
          .isInstanceOf(FetchFailure.CheckpointExpired.class);
      assertThat(failedIncrement(calendar, "GoogleCalendarEvent", events))
          .isInstanceOf(FetchFailure.CheckpointExpired.class);
    }
  }

  @Test
  void readsOnlyWhatChangedOfACalendar() {
    ProviderControl.Data data = sandbox.provider("google-calendar").data();
    try (Acme calendar = open("google-calendar")) {
      Copy copy = calendar.full("GoogleCalendarEvent", new Copy());
      int all = copy.records().size();
      String gone = ids(data, "events").get(1);
      data.delete("events", gone);
      int pages = copy.pages().size();

      calendar.increment("GoogleCalendarEvent", copy);

      List<Fetched.Page> since = copy.pages().subList(pages, copy.pages().size());
      assertThat(since).allMatch(page -> page.records().isEmpty());
      assertThat(since.stream().mapToInt(page -> page.tombstones().size()).sum()).isEqualTo(1);
      assertThat(copy.records()).hasSize(all - 1);
    }
  }
}
