package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleCalendarTest extends SandboxTestBase {
  private static final String LIST = "/calendar/v3/users/me/calendarList";
  private static final String EVENTS = "/calendar/v3/calendars/primary/events";

  private Caller google;
  private ProviderControl control;

  @BeforeEach
  void open() {
    google = new Caller(sandbox, "google-calendar", "ya29.sandbox");
    control = sandbox.provider("google-calendar");
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Override
  SandboxSettings settings() {
    return super.settings().withGrowth(0);
  }

  private List<JsonNode> pages(String path, String... parameters) {
    return google.pages(path, "pageToken", page -> page.path("nextPageToken").asText(), parameters);
  }

  private List<ObjectNode> primary() {
    return control.data().objects("events").stream()
        .filter(event -> event.path("calendarId").asText().equals("mira.voss@example.com"))
        .toList();
  }

  private String syncToken() {
    return pages(EVENTS).getLast().path("nextSyncToken").asText();
  }

  @Test
  void walksAllCalendarsAndTheirEventsOnce() {
    List<String> calendars = Caller.values(pages(LIST, "maxResults", "2"), "items", "id");
    List<String> events = new ArrayList<>();
    for (String calendar : calendars) {
      String id = URLEncoder.encode(calendar, StandardCharsets.UTF_8);
      List<JsonNode> pages = pages("/calendar/v3/calendars/" + id + "/events", "maxResults", "3");
      assertThat(pages).hasSizeGreaterThan(1);
      pages
          .subList(0, pages.size() - 1)
          .forEach(page -> assertThat(page.has("nextSyncToken")).isFalse());
      assertThat(pages.getLast().path("nextSyncToken").asText()).isNotEmpty();
      events.addAll(Caller.values(pages, "items", "id"));
    }

    assertThat(calendars)
        .containsExactlyElementsOf(Caller.there(control.data(), "calendars", "id"));
    assertThat(events)
        .containsExactlyInAnyOrderElementsOf(Caller.there(control.data(), "events", "id"));
  }

  @Test
  void tellsWhatChangedSinceAToken() {
    String token = syncToken();
    assertThat(google.get(EVENTS, "syncToken", token).json().path("items")).isEmpty();
    List<ObjectNode> there = primary();
    for (int i = 0; i < 5; i++) {
      String id = there.get(i).path("id").asText();
      control.data().change("events", id, Json.object().put("summary", "Moved " + i));
    }
    String gone = there.get(3).path("id").asText();
    control.data().delete("events", gone);

    List<JsonNode> pages = pages(EVENTS, "syncToken", token, "maxResults", "2");

    assertThat(pages).hasSize(3);
    assertThat(Caller.values(pages, "items", "id"))
        .isEqualTo(there.subList(0, 5).stream().map(event -> event.path("id").asText()).toList());
    JsonNode remains = pages.get(1).at("/items/1");
    assertThat(remains.path("status").asText()).isEqualTo("cancelled");
    assertThat(remains.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kind", "etag", "id", "status");
    String later = pages.getLast().path("nextSyncToken").asText();
    assertThat(google.get(EVENTS, "syncToken", later).json().path("items")).isEmpty();
  }

  @Test
  void losesNothingThatHappensWhileItIsRead() {
    JsonNode first = google.get(EVENTS, "maxResults", "10").json();
    String id = primary().getFirst().path("id").asText();
    control.data().delete("events", id);
    String token = first.path("nextPageToken").asText();
    JsonNode last = google.get(EVENTS, "maxResults", "2500", "pageToken", token).json();

    JsonNode changes = google.get(EVENTS, "syncToken", last.path("nextSyncToken").asText()).json();

    assertThat(changes.path("items").findValuesAsText("id")).containsExactly(id);
  }

  @Test
  void nowAndThenWantsEverythingReadAnew() {
    String token = syncToken();
    clock.advance(Duration.ofDays(8));

    Caller.Reply old = google.get(EVENTS, "syncToken", token);
    Caller.Reply unknown = google.get(EVENTS, "syncToken", "nonsense");

    assertThat(List.of(old, unknown))
        .allSatisfy(reply -> {
          assertThat(reply.status()).isEqualTo(410);
          assertThat(reply.json().at("/error/errors/0/reason").asText())
              .isEqualTo("fullSyncRequired");
        });
  }

  @Test
  void doesNotLetATokenAndFiltersMeet() {
    String token = syncToken();

    assertThat(google.get(EVENTS, "syncToken", token, "showDeleted", "true").status())
        .isEqualTo(200);
    for (List<String> filter :
        List.of(
            List.of("updatedMin", "2026-01-01T00:00:00Z"),
            List.of("timeMin", "2026-01-01T00:00:00Z"),
            List.of("showDeleted", "false"))) {
      Caller.Reply reply =
          google.get(EVENTS, "syncToken", token, filter.getFirst(), filter.getLast());
      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @Test
  void showsTheRemainsOfDeletedEventsToThoseWhoAsk() {
    clock.advance(Duration.ofMinutes(1));
    Instant before = clock.instant();
    String id = primary().getFirst().path("id").asText();
    control.data().delete("events", id);

    assertThat(Caller.values(pages(EVENTS), "items", "id")).doesNotContain(id);
    assertThat(Caller.values(pages(EVENTS, "showDeleted", "true"), "items", "id")).contains(id);
    JsonNode since = google.get(EVENTS, "updatedMin", before.toString()).json();
    assertThat(since.path("items").findValuesAsText("id")).containsExactly(id);
    assertThat(since.has("nextSyncToken")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/calendar/v3/users/me/calendarList, maxResults, 251, 400",
    "/calendar/v3/calendars/primary/events, maxResults, 2501, 400",
    "/calendar/v3/calendars/primary/events, maxResults, many, 400",
    "/calendar/v3/calendars/primary/events, pageToken, nonsense, 400",
    "/calendar/v3/calendars/primary/events, updatedMin, yesterday, 400",
    "/calendar/v3/calendars/primary/events, limit, 5, 400",
    "/calendar/v3/calendars/nobody/events, maxResults, 5, 404"
  })
  void refusesSloppyRequests(String path, String name, String value, int status) {
    Caller.Reply reply = google.get(path, name, value);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().at("/error/code").asInt()).isEqualTo(status);
    assertThat(reply.json().at("/error/errors/0/reason").asText()).isNotEmpty();
  }

  @Test
  void hasOneStatusForAQuotaAndForAMissingPermission() {
    control.rateLimit(new RateLimit(1, Duration.ofMinutes(1)));
    google.get(LIST);
    Caller.Reply quota = google.get(LIST);
    control.rateLimit(null);
    control.inject(Fault.once(new Effect.Status(403, null, null)));
    Caller.Reply permission = google.get(LIST);

    assertThat(quota.status()).isEqualTo(403);
    assertThat(quota.json().at("/error/errors/0/reason").asText()).isEqualTo("rateLimitExceeded");
    assertThat(quota.json().at("/error/errors/0/domain").asText()).isEqualTo("usageLimits");
    assertThat(permission.status()).isEqualTo(403);
    assertThat(permission.json().at("/error/errors/0/reason").asText()).isEqualTo("forbidden");
  }

  @Test
  void givesAccessTokensForARefreshTokenWhichEnd() {
    Caller.Reply granted = token("refresh_token", "1//refresh-sandbox", "sandbox-client-secret");
    String access = granted.json().path("access_token").asText();

    assertThat(granted.json().path("expires_in").asInt()).isEqualTo(3599);
    try (Caller fresh = new Caller(sandbox, "google-calendar", access)) {
      assertThat(fresh.get(LIST).status()).isEqualTo(200);
      clock.advance(Duration.ofHours(1));
      assertThat(fresh.get(LIST).status()).isEqualTo(401);
    }
    assertThat(token("refresh_token", "1//stranger", "sandbox-client-secret").json())
        .isEqualTo(
            Json.object()
                .put("error", "invalid_grant")
                .put("error_description", "Token has been expired or revoked."));
    assertThat(token("refresh_token", "1//refresh-sandbox", "wrong").status()).isEqualTo(401);
    assertThat(token("password", "", "sandbox-client-secret").status()).isEqualTo(400);
    control.revoke();
    Caller.Reply revoked = token("refresh_token", "1//refresh-sandbox", "sandbox-client-secret");
    assertThat(revoked.status()).isEqualTo(400);
    assertThat(revoked.json().path("error").asText()).isEqualTo("invalid_grant");
  }

  private Caller.Reply token(String grant, String refreshToken, String secret) {
    return google.post(
        "/token",
        "application/x-www-form-urlencoded",
        "grant_type="
            + grant
            + "&client_id=sandbox-client&client_secret="
            + secret
            + "&refresh_token="
            + URLEncoder.encode(refreshToken, StandardCharsets.UTF_8));
  }

  @Test
  void knowsGoodTokensFromBad() {
    try (Caller stranger = new Caller(sandbox, "google-calendar", "ya29.stranger");
        Caller empty = new Caller(sandbox, "google-calendar", "ya29.empty")) {
      assertThat(stranger.get(LIST).status()).isEqualTo(401);
      assertThat(stranger.get(LIST).json().at("/error/errors/0/reason").asText())
          .isEqualTo("authError");
      assertThat(empty.get(LIST).json().path("items")).isEmpty();
    }
  }
}
