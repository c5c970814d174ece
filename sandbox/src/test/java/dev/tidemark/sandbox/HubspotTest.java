package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubspotTest extends SandboxTestBase {
  private static final String[] KEY = {"Authorization", "Bearer pat-na1-sandbox"};
  private static final String CONTACTS = "/hubspot/crm/v3/objects/contacts";
  private static final Shape PROPERTIES =
      Shape.object(
          "email", Shape.TEXT,
          "firstname", Shape.TEXT,
          "lastname", Shape.TEXT,
          "createdate", Shape.TEXT,
          "hs_object_id", Shape.TEXT,
          "lastmodifieddate", Shape.TEXT);
  private static final Shape CONTACT =
      Shape.object(
          "id", Shape.TEXT,
          "properties", PROPERTIES,
          "createdAt", Shape.TEXT,
          "updatedAt", Shape.TEXT,
          "archived", Shape.FLAG,
          "archivedAt?", Shape.TEXT);

  private ProviderControl.Data data() {
    return sandbox.provider("hubspot").data();
  }

  private JsonNode get(String path) throws Exception {
    Client.Reply reply = client.get(path, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode search(String body) throws Exception {
    Client.Reply reply = client.post(CONTACTS + "/search", body, KEY);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("results").forEach(object -> ids.add(object.path("id").asText()));
    return ids;
  }

  @Test
  void showsTheUsualPropertiesUnlessAskedForOthers() throws Exception {
    JsonNode page = get(CONTACTS + "?limit=100");
    page.path("results").forEach(CONTACT::check);

    JsonNode asked = get(CONTACTS + "?limit=1&properties=phone,company").at("/results/0");
    assertThat(asked.path("properties").has("phone")).isTrue();
    assertThat(asked.path("properties").has("email")).isFalse();
    assertThat(asked.path("properties").has("lastmodifieddate")).isTrue();
    assertThat(client.get(CONTACTS + "?properties=fone", KEY).status()).isEqualTo(400);
  }

  @Test
  void walksTheListOnceWhileContactsComeAndGo() throws Exception {
    List<String> there =
        data().objects("contacts").stream().map(contact -> contact.path("id").asText()).toList();
    List<String> walked = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get(CONTACTS + "?limit=40" + after);
      walked.addAll(ids(page));
      data().delete("contacts", walked.getLast());
      String next = page.at("/paging/next/after").asText();
      assertThat(page.at("/paging/next/link").asText()).endsWith(next);
      after = next.isEmpty() ? "" : "&after=" + next;
    } while (!after.isEmpty());

    assertThat(walked).doesNotHaveDuplicates().containsAll(there);
  }

  @Test
  void listsWhatWasArchivedApart() throws Exception {
    String id = data().objects("contacts").getFirst().path("id").asText();
    int before = ids(get(CONTACTS + "?limit=100&archived=true")).size();
    data().delete("contacts", id);

    JsonNode archived = get(CONTACTS + "?limit=100&archived=true");

    assertThat(ids(archived)).contains(id).hasSize(before + 1);
    archived.path("results").forEach(CONTACT::check);
    archived.path("results").forEach(contact -> assertThat(contact.has("archivedAt")).isTrue());
    assertThat(client.get(CONTACTS + "/" + id, KEY).status()).isEqualTo(404);
    assertThat(client.get(CONTACTS + "/" + id + "?archived=true", KEY).status()).isEqualTo(200);
    assertThat(search("{\"limit\":200}").path("total").asInt())
        .isEqualTo(data().counts().get("contacts"));
  }

  @Test
  void searchesForWhatWasModifiedSince() throws Exception {
    clock.advance(Duration.ofSeconds(1));
    String id = data().objects("contacts").get(7).path("id").asText();
    ObjectNode phone = Json.object();
    phone.putObject("properties").put("phone", "+1555");
    data().change("contacts", id, phone);

    JsonNode found =
        search(
            """
            {"filterGroups": [{"filters": [{"propertyName": "lastmodifieddate", "operator": "GTE",
              "value": "%d"}]}], "properties": ["phone"], "limit": 200}\
            """
                .formatted(clock.instant().toEpochMilli()));

    assertThat(ids(found)).containsExactly(id);
    assertThat(found.at("/results/0/properties/phone").asText()).isEqualTo("+1555");
    assertThat(found.at("/results/0/updatedAt").asText()).isEqualTo("2026-03-01T12:00:01.000Z");
  }

  @Test
  void ordersIdsAsNumbers() throws Exception {
    List<Integer> walked = new ArrayList<>();
    int last = 0;
    List<String> page;
    do {
      page = ids(search(above(last)));
      page.forEach(id -> walked.add(Integer.parseInt(id)));
      last = walked.getLast();
    } while (page.size() == 100);

    assertThat(walked)
        .isSortedAccordingTo(Comparator.naturalOrder())
        .doesNotHaveDuplicates()
        .hasSize(data().counts().get("contacts"))
        .anyMatch(id -> id < 1000)
        .anyMatch(id -> id > 1000);
  }

  private static String above(int id) {
    return """
    {"filterGroups": [{"filters": [{"propertyName": "hs_object_id", "operator": "GT",
      "value": "%d"}]}], "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
      "limit": 100}\
    """
        .formatted(id);
  }

  @Test
  void reachesOnlyTenThousandResultsOfASearch() throws Exception {
    assertThat(search("{\"limit\": 200, \"after\": \"9800\"}").path("results")).isEmpty();

    Client.Reply beyond =
        client.post(CONTACTS + "/search", "{\"limit\": 200, \"after\": \"9801\"}", KEY);

    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.json().path("category").asText()).isEqualTo("VALIDATION_ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\": 201}",
        "{\"limit\": \"10\"}",
        "{\"colour\": \"blue\"}",
        "{\"filterGroups\": {}}",
        "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"email\", \"operator\":"
            + " \"IS\"}]}]}",
        "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"mail\", \"operator\": \"EQ\","
            + " \"value\": \"a\"}]}]}",
        "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"email\", \"operator\":"
            + " \"EQ\"}]}]}",
        "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"hs_object_id\", \"operator\":"
            + " \"GT\", \"value\": 0}]}]}",
        "{\"properties\": \"email\"}",
        "{\"sorts\": [{\"propertyName\": \"email\", \"direction\": \"UP\"}]}",
        "[]",
        "nonsense"
      })
  void refusesASearchThatIsNotAsItShouldBe(String body) throws Exception {
    assertThat(client.post(CONTACTS + "/search", body, KEY).status()).isEqualTo(400);
  }

  @Test
  void filtersInOtherWaysToo() throws Exception {
    String stage = "{\"propertyName\": \"lifecyclestage\", \"operator\": \"%s\", %s}";
    int leads = total(stage.formatted("EQ", "\"value\": \"lead\""));
    int customers = total(stage.formatted("EQ", "\"value\": \"customer\""));
    int either = total(stage.formatted("IN", "\"values\": [\"lead\", \"customer\"]"));
    int others = total(stage.formatted("NOT_IN", "\"values\": [\"lead\", \"customer\"]"));
    int with = total("{\"propertyName\": \"phone\", \"operator\": \"HAS_PROPERTY\"}");
    int without = total("{\"propertyName\": \"phone\", \"operator\": \"NOT_HAS_PROPERTY\"}");

    assertThat(leads).isPositive();
    assertThat(either).isEqualTo(leads + customers);
    assertThat(either + others).isEqualTo(data().counts().get("contacts"));
    assertThat(with).isPositive();
    assertThat(with + without).isEqualTo(either + others);
  }

  private int total(String filter) throws Exception {
    return search("{\"filterGroups\": [{\"filters\": [" + filter + "]}]}").path("total").asInt();
  }

  @Test
  void renewsAccessTokensThatExpire() throws Exception {
    Client.Reply reply =
        client.form(
            "/hubspot/oauth/v1/token",
            "grant_type=refresh_token&client_id=c&client_secret=s"
                + "&refresh_token=refresh-pat-na1-sandbox");
    String token = reply.json().path("access_token").asText();
    String[] header = {"Authorization", "Bearer " + token};

    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(1800);
    assertThat(client.get("/hubspot/crm/v3/owners", header).status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(31));
    Client.Reply late = client.get("/hubspot/crm/v3/owners", header);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.json().path("category").asText()).isEqualTo("EXPIRED_AUTHENTICATION");
    Client.Reply refused =
        client.form(
            "/hubspot/oauth/v1/token",
            "grant_type=refresh_token&client_id=sandbox-client"
                + "&client_secret=sandbox-client-secret&refresh_token=refresh-no");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("status").asText()).isEqualTo("BAD_REFRESH_TOKEN");
  }

  @Test
  void letsContactsVanishWithoutATrace() throws Exception {
    int before = data().objects("contacts").size();
    clock.advance(Duration.ofHours(5));
    JsonNode archived = get(CONTACTS + "?limit=100&archived=true");
    int living = data().objects("contacts").size();
    int highest = Integer.parseInt(data().objects("contacts").getLast().path("id").asText());

    assertThat(living).isGreaterThan(before);
    assertThat(highest - 900 - living)
        .as("ids that are neither living nor archived")
        .isGreaterThan(ids(archived).size());
  }
}
