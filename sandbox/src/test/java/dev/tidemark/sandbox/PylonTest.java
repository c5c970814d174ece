package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PylonTest extends SandboxTestBase {
  private static final String[] KEY = {"Authorization", "Bearer pylon_api_sandbox"};

  private ProviderControl.Data data() {
    return sandbox.provider("pylon").data();
  }

  private JsonNode get(String path) throws Exception {
    Client.Reply reply = client.get("/pylon" + path, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(reply.header("x-request-id")).contains(reply.json().path("request_id").asText());
    return reply.json();
  }

  private JsonNode search(String body) throws Exception {
    Client.Reply reply = client.post("/pylon/issues/search", body, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> ids(Iterable<? extends JsonNode> objects) {
    List<String> ids = new ArrayList<>();
    objects.forEach(object -> ids.add(object.path("id").asText()));
    return ids;
  }

  private static String updatedAfter(String time) {
    return "{\"field\":\"updated_at\",\"operator\":\"time_is_after\",\"value\":\"" + time + "\"}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "contacts", "users", "teams", "tags"})
  void leadsFromPageToPageByCursor(String collection) throws Exception {
    List<String> there = ids(data().objects(collection));
    List<String> walked = new ArrayList<>();
    String cursor = "";
    boolean more;
    do {
      JsonNode page = get("/" + collection + "?limit=3" + cursor);
      walked.addAll(ids(page.path("data")));
      data().add(collection, Json.object());
      more = page.at("/pagination/has_next_page").asBoolean();
      cursor = "&cursor=" + page.at("/pagination/cursor").asText();
    } while (more);

    assertThat(walked).containsExactlyElementsOf(there.reversed());
  }

  @Test
  void searchesForWhatWasUpdatedSince() throws Exception {
    List<String> walked = new ArrayList<>();
    String cursor = "";
    String month = updatedAfter("2026-01-31T12:00:00Z");
    JsonNode page;
    do {
      page = search("{\"filter\":" + month + ",\"limit\":5" + cursor + "}");
      walked.addAll(ids(page.path("data")));
      cursor = ",\"cursor\":\"" + page.at("/pagination/cursor").asText() + "\"";
    } while (page.at("/pagination/has_next_page").asBoolean());
    assertThat(walked)
        .containsExactlyInAnyOrderElementsOf(
            ids(
                data().objects("issues").stream()
                    .filter(issue ->
                        issue.path("updated_at").asText().compareTo("2026-01-31T12:00:00Z") > 0)
                    .toList()))
        .hasSizeGreaterThan(10);

    clock.advance(Duration.ofSeconds(1));
    data().change("issues", walked.get(7), Json.object().put("state", "closed"));
    String recent =
        "{\"operator\":\"and\",\"subfilters\":[%s,{\"field\":\"state\",\"operator\":\"equals\",\"value\":\"closed\"}]}"
            .formatted(updatedAfter("2026-03-01T12:00:00Z"));
    JsonNode found = search("{\"filter\":" + recent + "}").path("data");
    assertThat(ids(found)).containsExactly(walked.get(7));
    assertThat(found.at("/0/updated_at").asText()).isEqualTo("2026-03-01T12:00:01Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"filter\": {\"operator\": \"and\", \"subfilters\": []}}",
        "{\"filter\": {\"field\": \"colour\", \"operator\": \"equals\", \"value\": \"a\"}}",
        "{\"filter\": {\"field\": \"state\", \"operator\": \"time_is_after\", \"value\": \"a\"}}",
        "{\"filter\": {\"field\": \"state\", \"operator\": \"equals\", \"value\": 1}}",
        "{\"filter\": {\"field\": \"updated_at\", \"operator\": \"time_is_after\", \"value\":"
            + " \"now\"}}",
        "{\"filter\": {\"field\": \"updated_at\", \"operator\": \"time_is_after\", \"value\":"
            + " \"2026-01-30T00:00:00Z\"}}",
        "{\"filter\": {\"field\": \"updated_at\", \"operator\": \"time_is_before\", \"value\":"
            + " \"2026-01-30T00:00:00Z\"}}",
        "{\"filter\": {\"field\": \"state\", \"operator\": \"equals\", \"value\": \"a\"},"
            + " \"limit\": 1000}",
        "{\"filter\": {\"field\": \"state\", \"operator\": \"equals\", \"value\": \"a\"},"
            + " \"cursor\": \"x\"}"
      })
  void refusesASearchThatIsNotAsItShouldBe(String body) throws Exception {
    Client.Reply reply = client.post("/pylon/issues/search", body, KEY);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("errors")).hasSize(1);
    assertThat(reply.json().path("request_id").asText()).startsWith("req-");
  }

  @Test
  void listsIssuesOfThirtyDaysAtMost() throws Exception {
    String month = "/issues?start_time=2026-02-01T00:00:00Z&end_time=2026-03-01T00:00:00Z";
    JsonNode issues = get(month).path("data");

    assertThat(issues).isNotEmpty();
    issues.forEach(issue -> assertThat(issue.path("created_at").asText()).startsWith("2026-02"));
    String year = "/pylon/issues?start_time=2025-03-01T00:00:00Z&end_time=2026-03-01T00:00:00Z";
    assertThat(client.get(year, KEY).status()).isEqualTo(400);
    assertThat(client.get("/pylon/issues", KEY).status()).isEqualTo(400);
  }

  @Test
  void changesAnIssueWithItsMessages() throws Exception {
    String issue = data().objects("issues").get(3).path("id").asText();
    clock.advance(Duration.ofSeconds(30));
    ObjectNode added = data().add("messages", Json.object().put("issue_id", issue));

    JsonNode messages = get("/issues/" + issue + "/messages").path("data");

    assertThat(ids(messages)).contains(added.path("id").asText());
    messages.forEach(message -> assertThat(message.has("issue_id")).isFalse());
    assertThat(get("/issues/" + issue).at("/data/updated_at").asText())
        .isEqualTo("2026-03-01T12:00:30Z");
    data().delete("issues", issue);
    assertThat(client.get("/pylon/issues/" + issue + "/messages", KEY).status()).isEqualTo(404);
    assertThat(data().objects("messages").toString()).doesNotContain(issue);
  }

  @Test
  void tellsWhoseKeyItIs() throws Exception {
    assertThat(get("/me").at("/data/id").asText()).isNotEmpty();
  }
}
