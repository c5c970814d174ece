package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosthogTest extends SandboxTestBase {
  private static final String[] KEY = {"Authorization", "Bearer phx_sandbox"};
  private static final String PROJECT = "/posthog/api/projects/10001/";

  private JsonNode get(String path) throws Exception {
    Client.Reply reply = client.get(path, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  private ProviderControl.Data data() {
    return sandbox.provider("posthog").data();
  }

  @ParameterizedTest
  @ValueSource(strings = {"persons", "cohorts", "feature_flags", "insights"})
  void leadsFromPageToPageByAddress(String collection) throws Exception {
    List<JsonNode> walked = new ArrayList<>();
    String order = collection.equals("insights") ? "&order=-id" : "";
    String next = sandbox.uri() + PROJECT + collection + "/?limit=30" + order;
    while (!next.isEmpty()) {
      URI uri = URI.create(next);
      JsonNode page = get(uri.getRawPath() + "?" + uri.getRawQuery());
      page.path("results").forEach(walked::add);
      next = page.path("next").asText("").replace("null", "");
      assertThat(page.path("previous").isNull()).isEqualTo(walked.size() <= 30);
      assertThat(page.has("count")).isEqualTo(!collection.equals("persons"));
    }

    assertThat(walked)
        .containsExactlyElementsOf(
            data().objects(collection).reversed().stream()
                .filter(object -> !object.path("archived").asBoolean())
                .toList())
        .hasSizeGreaterThan(50);
  }

  @Test
  void leavesOutOfItsListsWhatWasDeleted() throws Exception {
    ObjectNode flag = data().objects("feature_flags").getLast();
    String path = PROJECT + "feature_flags/";
    assertThat(get(path + "?limit=1").at("/results/0")).isEqualTo(flag);

    data().delete("feature_flags", flag.path("id").asText());

    assertThat(get(path + "?limit=1").at("/results/0")).isNotEqualTo(flag);
    assertThat(get(path + flag.path("id").asText() + "/").path("deleted").asBoolean()).isTrue();
    String person = data().objects("persons").getFirst().path("id").asText();
    data().delete("persons", person);
    assertThat(client.get(PROJECT + "persons/" + person + "/", KEY).status()).isEqualTo(404);
  }

  @Test
  void showsArchivedFlagsOnlyByThemselves() throws Exception {
    String id = data().objects("feature_flags").getFirst().path("id").asText();
    data().change("feature_flags", id, Json.object().put("active", false).put("archived", true));

    JsonNode archived = get(PROJECT + "feature_flags/?archived=true&limit=1000").path("results");
    JsonNode others = get(PROJECT + "feature_flags/?limit=1000").path("results");

    assertThat(archived).allMatch(flag -> flag.path("archived").asBoolean());
    assertThat(archived.findValuesAsText("id")).contains(id);
    assertThat(others.findValuesAsText("id")).doesNotContain(id).isNotEmpty();
  }

  @Test
  void owesInsightsNoOrderUnlessAskedForOne() throws Exception {
    List<String> seen = new ArrayList<>();
    for (int offset = 0; offset < 90; offset += 30) {
      String page = PROJECT + "insights/?limit=30&offset=" + offset;
      get(page).path("results").forEach(insight -> seen.add(insight.path("id").asText()));
    }

    assertThat(Set.copyOf(seen)).hasSizeLessThan(seen.size());
  }

  @Test
  void opensOnlyItsOwnProject() throws Exception {
    Client.Reply other = client.get("/posthog/api/projects/10002/persons/", KEY);

    assertThat(get(PROJECT).path("id").asInt()).isEqualTo(10001);
    assertThat(get("/posthog/api/environments/10001/persons/").path("results")).isNotEmpty();
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.json().path("code").asText()).isEqualTo("permission_denied");
    assertThat(client.get("/posthog/api/projects/10009/", KEY).status()).isEqualTo(404);
  }

  @Test
  void tellsEventsBetweenTwoMoments() throws Exception {
    clock.advance(Duration.ofHours(1));
    List<String> walked = new ArrayList<>();
    String next = PROJECT + "events/?limit=100&after=2026-03-01T12:00:00Z";
    while (!next.isEmpty()) {
      JsonNode page = get(next);
      page.path("results").forEach(event -> walked.add(event.path("id").asText()));
      String address = page.path("next").asText("").replace("null", "");
      next = address.isEmpty() ? "" : address.substring(sandbox.uri().toString().length());
    }

    List<String> recent =
        data().objects("events").stream()
            .filter(event -> event.path("timestamp").asText().compareTo("2026-03-01T12") > 0)
            .map(event -> event.path("id").asText())
            .toList();
    assertThat(walked).containsExactlyElementsOf(recent.reversed()).hasSizeGreaterThan(300);
    assertThat(client.get(PROJECT + "events/?after=now", KEY).status()).isEqualTo(400);
  }

  @Test
  void findsPersonsAndFlags() throws Exception {
    ObjectNode person = data().objects("persons").get(5);
    String distinct = person.at("/distinct_ids/0").asText();

    JsonNode found = get(PROJECT + "persons/?distinct_id=" + distinct).path("results");
    JsonNode inactive = get(PROJECT + "feature_flags/?active=false").path("results");

    assertThat(found).hasSize(1);
    assertThat(found.path(0)).isEqualTo(person);
    assertThat(inactive).isNotEmpty();
    inactive.forEach(flag -> assertThat(flag.path("active").asBoolean()).isFalse());
    assertThat(get(PROJECT + "insights/?basic=true&limit=1").path("results")).hasSize(1);
  }

  @Test
  void namesTheEndOfARateLimitTwice() throws Exception {
    sandbox.provider("posthog").rateLimit(new RateLimit(1, Duration.ofSeconds(60)));
    get(PROJECT);
    clock.advance(Duration.ofSeconds(18));

    Client.Reply limited = client.get(PROJECT, KEY);

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).contains("42");
    assertThat(limited.json().path("type").asText()).isEqualTo("throttled_error");
    assertThat(limited.json().path("detail").asText()).contains("available in 42 seconds");
  }
}
