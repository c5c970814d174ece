package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttioTest extends SandboxTestBase {
  private static final String[] KEY = {"Authorization", "Bearer attio_sandbox"};
  private static final String PEOPLE = "/attio/v2/objects/people/records";
  private static final Shape ID =
      Shape.object("workspace_id", Shape.TEXT, "object_id", Shape.TEXT, "record_id", Shape.TEXT);
  private static final Shape RECORD =
      Shape.object(
          "id", ID, "created_at", Shape.TEXT, "web_url", Shape.TEXT, "values", Shape.ANY_OBJECT);

  private JsonNode query(String object, String body) throws Exception {
    Client.Reply reply = client.post("/attio/v2/objects/" + object + "/records/query", body, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json().path("data");
  }

  @Test
  void walksTheRecordsByOffset() throws Exception {
    for (String object : List.of("people", "companies", "deals")) {
      List<JsonNode> walked = new ArrayList<>();
      JsonNode page;
      do {
        page = query(object, "{\"limit\": 40, \"offset\": " + walked.size() + "}");
        page.forEach(RECORD::check);
        page.forEach(walked::add);
      } while (page.size() == 40);

      assertThat(walked)
          .containsExactlyElementsOf(sandbox.provider("attio").data().objects(object));
    }
    assertThat(query("people", "{}").size()).isBetween(200, 500);
  }

  @Test
  void filtersByCreation() throws Exception {
    int all = query("people", "{}").size();
    String bound = "2025-09-01T00:00:00.000000000Z";
    int since =
        query("people", "{\"filter\":{\"created_at\":{\"$gte\":\"" + bound + "\"}}}").size();
    int before =
        query("people", "{\"filter\":{\"created_at\":{\"$lt\":\"" + bound + "\"}}}").size();

    assertThat(since).isPositive();
    assertThat(before).isPositive();
    assertThat(since + before).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\": 501}",
        "{\"limit\": \"5\"}",
        "{\"offset\": -1}",
        "{\"filter\": {\"updated_at\": {\"$gte\": \"2025-09-01T00:00:00Z\"}}}",
        "{\"filter\": {\"created_at\": {\"$gte\": \"yesterday\"}}}",
        "{\"page\": 1}",
        ""
      })
  void refusesAQueryThatIsNotAsItShouldBe(String body) throws Exception {
    Client.Reply reply = client.post(PEOPLE + "/query", body, KEY);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("type").asText()).isEqualTo("invalid_request_error");
  }

  @Test
  void callsABadTokenInactive() throws Exception {
    JsonNode good = client.get("/attio/v2/self", KEY).json();
    Client.Reply bad = client.get("/attio/v2/self", "Authorization", "Bearer attio_wrong");

    assertThat(good.path("active").asBoolean()).isTrue();
    assertThat(bad.status()).isEqualTo(200);
    assertThat(bad.json()).hasToString("{\"active\":false}");
  }

  @Test
  void namesTheEndOfARateLimitAsADate() throws Exception {
    sandbox.provider("attio").rateLimit(new RateLimit(1, Duration.ofSeconds(10)));
    client.get("/attio/v2/tasks", KEY);

    Client.Reply limited = client.get("/attio/v2/tasks", KEY);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.json().path("code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(limited.header("Retry-After")).contains("Sun, 1 Mar 2026 12:00:10 GMT");
  }

  @Test
  void showsSingleRecordsUntilTheyAreDeleted() throws Exception {
    var data = sandbox.provider("attio").data();
    String id = data.objects("people").getFirst().at("/id/record_id").asText();

    assertThat(client.get(PEOPLE + "/" + id, KEY).json().at("/data/id/record_id").asText())
        .isEqualTo(id);
    data.delete("people", id);
    assertThat(client.get(PEOPLE + "/" + id, KEY).status()).isEqualTo(404);
  }

  @Test
  void filtersNotesAndTasks() throws Exception {
    var data = sandbox.provider("attio").data();
    String record = data.objects("notes").getFirst().path("parent_record_id").asText();

    JsonNode notes =
        client.get("/attio/v2/notes?limit=50&parent_record_id=" + record, KEY).json().path("data");
    JsonNode open = client.get("/attio/v2/tasks?is_completed=false", KEY).json().path("data");

    assertThat(notes).isNotEmpty();
    notes.forEach(note -> assertThat(note.path("parent_record_id").asText()).isEqualTo(record));
    assertThat(open).isNotEmpty();
    open.forEach(task -> assertThat(task.path("is_completed").asBoolean()).isFalse());
    assertThat(client.get("/attio/v2/workspace_members", KEY).json().path("data")).hasSize(6);
  }
}
