package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirefliesTest extends SandboxTestBase {
  private static final String MEETINGS =
      "query M($limit: Int, $skip: Int, $fromDate: DateTime, $toDate: DateTime) {"
          + " transcripts(limit: $limit, skip: $skip, fromDate: $fromDate, toDate: $toDate)"
          + " { id date } }";

  private Caller fireflies;
  private ProviderControl control;

  @BeforeEach
  void open() {
    fireflies = new Caller(sandbox, "fireflies", "ff-sandbox");
    control = sandbox.provider("fireflies");
  }

  @AfterEach
  void close() {
    fireflies.close();
  }

  @Override
  SandboxSettings settings() {
    return super.settings().withGrowth(0);
  }

  private Caller.Reply ask(String query, ObjectNode variables) {
    ObjectNode body = Json.object().put("query", query);
    body.set("variables", variables);
    return fireflies.post("/graphql", "application/json", body.toString());
  }

  private JsonNode data(String query, ObjectNode variables) {
    Caller.Reply reply = ask(query, variables);
    assertThat(reply.json().has("errors")).as("%s", reply.json()).isFalse();
    return reply.json().path("data");
  }

  private static String code(Caller.Reply reply) {
    return reply.json().at("/errors/0/extensions/code").asText();
  }

  @Test
  void walksAllMeetingsOnceNewestFirst() {
    List<JsonNode> pages = new ArrayList<>();
    do {
      ObjectNode variables = Json.object().put("limit", 50).put("skip", pages.size() * 50);
      pages.add(data(MEETINGS, variables));
    } while (pages.getLast().path("transcripts").size() == 50);

    List<String> walked = Caller.values(pages, "transcripts", "id");
    assertThat(pages).hasSizeGreaterThan(3);
    assertThat(walked).isEqualTo(Caller.there(control.data(), "transcripts", "id").reversed());
  }

  @Test
  void findsMeetingsBetweenTwoDates() {
    List<ObjectNode> all = control.data().objects("transcripts");
    Instant from = Instant.ofEpochMilli(all.get(100).path("date").asLong());
    Instant to = Instant.ofEpochMilli(all.get(119).path("date").asLong());
    ObjectNode variables = Json.object().put("fromDate", from.toString());

    JsonNode found = data(MEETINGS, variables.put("toDate", to.toString()));

    assertThat(found.path("transcripts")).hasSize(20);
  }

  @Test
  void givesOnlyWhatWasAskedFor() {
    JsonNode meeting =
        data("{ transcripts(limit: 1) { title meeting_info { fred_joined } } }", Json.object())
            .at("/transcripts/0");

    assertThat(meeting.fieldNames()).toIterable().containsExactly("title", "meeting_info");
    assertThat(meeting.path("meeting_info").fieldNames())
        .toIterable()
        .containsExactly("fred_joined");
  }

  @ParameterizedTest
  @CsvSource({"users, user_id", "channels, id", "contacts, email"})
  void listsTheOthersWhole(String collection, String field) {
    JsonNode list = data("{ " + collection + " { " + field + " } }", Json.object());

    assertThat(Caller.values(List.of(list), collection, field))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(Caller.there(control.data(), collection, field));
  }

  @Test
  void wantsToKnowWhoseBites() {
    JsonNode bites = data("{ bites(my_team: true, limit: 50) { id } }", Json.object());

    assertThat(bites.path("bites")).hasSize(50);
    Caller.Reply reply = ask("{ bites { id } }", Json.object());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(code(reply)).isEqualTo("args_required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ transcripts { id nonsense } }",
        "{ transcripts { id summary } }",
        "{ transcripts { id { deeper } } }",
        "{ transcripts(before: 5) { id } }",
        "{ transcripts(limit: \"5\") { id } }",
        "{ transcripts(fromDate: \"yesterday\") { id } }",
        "{ transcripts(limit: $limit) { id } }",
        "{ meetings { id } }",
        "{ transcripts { } }",
        "{ transcripts { id }",
        "mutation { x { id } }"
      })
  void refusesAQueryThatTheSchemaDoesNotAllow(String query) {
    Caller.Reply reply = ask(query, Json.object());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    assertThat(reply.json().at("/errors/0/message").asText()).isNotBlank();
  }

  @Test
  void refusesPagesThatAreTooLong() {
    Caller.Reply reply = ask(MEETINGS, Json.object().put("limit", 51));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(code(reply)).isEqualTo("invalid_arguments");
    assertThat(reply.json().path("data").isNull()).isTrue();
  }

  @Test
  void saysWhenToComeBackInTheBody() {
    control.rateLimit(new RateLimit(1, Duration.ofMinutes(1)));
    data(MEETINGS, Json.object());

    Caller.Reply reply = ask(MEETINGS, Json.object());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("retry-after")).isEmpty();
    assertThat(code(reply)).isEqualTo("too_many_requests");
    assertThat(reply.json().at("/errors/0/extensions/metadata/retryAfter").asLong())
        .isEqualTo(clock.instant().plusSeconds(60).toEpochMilli());
  }

  @Test
  void knowsGoodKeysFromBad() {
    try (Caller stranger = new Caller(sandbox, "fireflies", "ff-stranger");
        Caller empty = new Caller(sandbox, "fireflies", "ff-empty")) {
      String body = Json.object().put("query", "{ user { user_id } }").toString();
      assertThat(code(stranger.post("/graphql", "application/json", body)))
          .isEqualTo("auth_failed");
      assertThat(empty.post("/graphql", "application/json", body).json().at("/data/user").isNull())
          .isTrue();
      assertThat(
              fireflies
                  .post("/graphql", "application/json", body)
                  .json()
                  .at("/data/user/user_id")
                  .asText())
          .isNotEmpty();
    }
  }

  @Test
  void writesTheSummaryAWhileAfterTheMeeting() {
    try (Sandbox living = Sandbox.start(SandboxSettings.with(clock))) {
      ProviderControl.Data data = living.provider("fireflies").data();
      String id = data.add("transcripts", Json.object()).path("id").asText();
      assertThat(meeting(data, id).path("summary").isNull()).isTrue();

      clock.advance(Duration.ofMinutes(5));

      assertThat(meeting(data, id).at("/summary/overview").asText()).isNotBlank();
      assertThat(meeting(data, id).at("/meeting_info/summary_status").asText())
          .isEqualTo("processed");
    }
  }

  private static ObjectNode meeting(ProviderControl.Data data, String id) {
    return data.objects("transcripts").stream()
        .filter(meeting -> meeting.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
