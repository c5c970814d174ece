package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposioTest extends SandboxTestBase {

  @Test
  void coversEveryToolOnceWhileOthersComeAndGo() throws Exception {
    Set<String> before = Set.copyOf(slugs());
    List<String> walked = new ArrayList<>();
    String cursor = "";
    int page = 0;
    do {
      JsonNode answer = client.composio("/api/v3.1/tools?limit=23" + cursor).json();
      answer.path("items").forEach(tool -> walked.add(tool.path("slug").asText()));
      page++;
      assertThat(answer.path("current_page").asInt()).isEqualTo(page);
      cursor =
          answer.path("next_cursor").isNull()
              ? ""
              : "&cursor=" + answer.path("next_cursor").asText();
      clock.advance(Duration.ofMinutes(7));
    } while (!cursor.isEmpty());

    Set<String> now = Set.copyOf(slugs());
    assertThat(now.containsAll(before)).as("none was removed").isFalse();
    assertThat(before.containsAll(now)).as("none came").isFalse();
    assertThat(walked).doesNotHaveDuplicates();
    assertThat(walked)
        .containsAll(before.stream().filter(now::contains).collect(Collectors.toSet()));
  }

  @Test
  void countsItemsAndPages() throws Exception {
    JsonNode first = client.composio("/api/v3.1/tools?limit=250").json();
    JsonNode last =
        client
            .composio(
                "/api/v3.1/tools?cursor="
                    + client
                        .composio(
                            "/api/v3.1/tools?limit=250&cursor="
                                + first.path("next_cursor").asText())
                        .json()
                        .path("next_cursor")
                        .asText())
            .json();

    assertThat(first.path("total_items").asInt()).isEqualTo(600);
    assertThat(first.path("total_pages").asInt()).isEqualTo(3);
    assertThat(first.path("items")).hasSize(250);
    assertThat(last.path("current_page").asInt()).isEqualTo(3);
    assertThat(last.path("items")).as("the limit is in the cursor").hasSize(100);
    assertThat(last.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void clampsEachListToItsOwnLimit() throws Exception {
    assertThat(items("/api/v3/auth_configs?limit=1000")).hasSize(50);
    assertThat(items("/api/v3/auth_configs")).hasSize(20);
    assertThat(items("/api/v3.1/tools?limit=5000")).hasSize(600);
    assertThat(items("/api/v3/tools")).hasSize(20);
    assertThat(items("/api/v3/toolkits?limit=1000")).hasSize(40);
  }

  @Test
  void pagesThroughToolkitsAndAccounts() throws Exception {
    assertThat(walk("/api/v3/toolkits?limit=7", "slug")).hasSize(40).doesNotHaveDuplicates();
    assertThat(walk("/api/v3/toolkits?limit=7&sort_by=alphabetically", "slug"))
        .hasSize(40)
        .isSorted();
    assertThat(walk("/api/v3/auth_configs?limit=9&show_disabled=true", "id"))
        .hasSameElementsAs(ids("auth_configs"));
    assertThat(walk("/api/v3/connected_accounts?limit=11", "id"))
        .isEqualTo(ids("connected_accounts").reversed());
    assertThat(walk("/api/v3/connected_accounts?limit=11&order_direction=asc", "id"))
        .isEqualTo(ids("connected_accounts"));
    assertThat(walk("/api/v3/connected_accounts?limit=11&order_by=updated_at", "updated_at"))
        .hasSize(120)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void filtersTools() throws Exception {
    List<JsonNode> github = items("/api/v3.1/tools?limit=1000&toolkit_slug=github");
    assertThat(github)
        .isNotEmpty()
        .allMatch(tool -> tool.at("/toolkit/slug").asText().equals("github"));
    assertThat(items("/api/v3.1/tools?limit=1000&search=LIST%20USERS"))
        .isNotEmpty()
        .allMatch(tool -> tool.path("name").asText().startsWith("List users"));
    assertThat(items("/api/v3.1/tools?limit=1000&important=true"))
        .isNotEmpty()
        .allMatch(tool -> tool.path("tags").toString().contains("important"));
    assertThat(items("/api/v3.1/tools?limit=1000&tags=readOnlyHint&tags=nothing"))
        .isNotEmpty()
        .allMatch(tool -> tool.path("tags").toString().contains("readOnlyHint"));
    assertThat(items("/api/v3.1/tools?limit=1000&scopes=github.read"))
        .isNotEmpty()
        .allMatch(tool -> tool.path("scopes").toString().contains("github.read"));
    String slug = github.getFirst().path("slug").asText();
    assertThat(items("/api/v3.1/tools?tool_slugs=NO_TOOL," + slug)).hasSize(1);
    assertThat(items("/api/v3.1/tools?limit=1000&include_deprecated=false"))
        .hasSizeLessThan(600)
        .noneMatch(tool -> tool.path("is_deprecated").asBoolean());
    JsonNode config = items("/api/v3/auth_configs").getFirst();
    assertThat(items("/api/v3.1/tools?auth_config_ids=" + config.path("id").asText()))
        .isNotEmpty()
        .allMatch(tool -> tool.path("toolkit").path("slug").equals(config.at("/toolkit/slug")));
  }

  @Test
  void countsWhatAFilterLeaves() throws Exception {
    JsonNode page = client.composio("/api/v3.1/tools?limit=2&toolkit_slug=github").json();
    JsonNode searched = client.composio("/api/v3.1/tools?limit=2&search=github").json();

    int github = items("/api/v3.1/tools?limit=1000&toolkit_slug=github").size();
    assertThat(page.path("total_items").asInt()).isEqualTo(github);
    assertThat(page.path("total_pages").asInt()).isEqualTo((github + 1) / 2);
    assertThat(searched.path("total_items").asInt()).isEqualTo(github);
  }

  @Test
  void filtersAuthConfigsAndAccounts() throws Exception {
    JsonNode config = composio().data().objects("auth_configs").getFirst();
    String id = config.path("id").asText();
    String toolkit = config.at("/toolkit/slug").asText();
    composio().data().change("auth_configs", id, Json.object().put("status", "DISABLED"));

    assertThat(walk("/api/v3/auth_configs?limit=50", "id")).doesNotContain(id);
    assertThat(walk("/api/v3/auth_configs?show_disabled=true&toolkit_slug=" + toolkit, "id"))
        .contains(id);
    assertThat(walk("/api/v3/auth_configs?show_disabled=true&search=" + id, "id"))
        .containsExactly(id);
    assertThat(items("/api/v3/auth_configs?limit=50&is_composio_managed=true"))
        .isNotEmpty()
        .allMatch(one -> one.path("is_composio_managed").asBoolean());
    assertThat(items("/api/v3/connected_accounts?limit=1000&auth_config_ids=" + id))
        .hasSize(config.path("no_of_connections").asInt())
        .allMatch(account -> account.at("/auth_config/id").asText().equals(id));
    assertThat(items("/api/v3/connected_accounts?limit=1000&statuses=EXPIRED&statuses=FAILED"))
        .isNotEmpty()
        .allMatch(one -> Set.of("EXPIRED", "FAILED").contains(one.path("status").asText()));
  }

  @Test
  void showsTheOlderApiOnlyTheBaseVersionUnlessAskedForMore() throws Exception {
    List<JsonNode> base = items("/api/v3/tools?limit=1000");
    List<JsonNode> latest = items("/api/v3/tools?limit=1000&toolkit_versions=latest");
    List<JsonNode> newer = items("/api/v3.1/tools?limit=1000");

    assertThat(base).allMatch(tool -> tool.path("version").asText().equals("00000000_00"));
    assertThat(base).hasSizeBetween(450, 550);
    assertThat(latest).hasSize(600);
    assertThat(newer).hasSize(600);
    assertThat(latest)
        .extracting(tool -> tool.path("version").asText())
        .isEqualTo(newer.stream().map(tool -> tool.path("version").asText()).toList());
    assertThat(latest)
        .allMatch(tool ->
            tool.path("version").equals(tool.path("available_versions").path(0))
                && tool.path("version").equals(tool.at("/deprecated/version")));
  }

  @Test
  void showsAToolkitAsOfAVersion() throws Exception {
    composio().data().add("tools", Json.object().put("toolkit_slug", "github"));
    JsonNode versions =
        client.composio("/api/v3/toolkits/github").json().at("/meta/available_versions");
    String latest = versions.path(0).asText();
    String before = versions.path(1).asText();
    String query = "/api/v3.1/tools?limit=1000&toolkit_slug=github";

    int now = items(query).size();
    List<JsonNode> earlier = items(query + "&toolkit_versions[github]=" + before);

    assertThat(latest).isEqualTo("20260301_00");
    assertThat(earlier)
        .hasSize(now - 1)
        .allMatch(tool -> tool.path("version").asText().equals(before));
    assertThat(items(query + "&toolkit_versions=" + latest)).hasSize(now);
    assertThat(client.composio(query + "&toolkit_versions[github]=19990101_00").status())
        .isEqualTo(400);
  }

  @Test
  void movesVersionsAndToolsWithTime() throws Exception {
    JsonNode before = client.composio("/api/v3/toolkits?limit=1000").json();

    clock.advance(Duration.ofHours(6));
    JsonNode after = client.composio("/api/v3/toolkits?limit=1000").json();

    int moved = 0;
    int tools = 0;
    for (int i = 0; i < 40; i++) {
      JsonNode then = before.path("items").path(i).path("meta");
      JsonNode now = after.path("items").path(i).path("meta");
      if (!then.path("version").equals(now.path("version"))) {
        moved++;
        assertThat(now.path("version").asText()).startsWith("20260301_");
        assertThat(now.path("updated_at").asText()).isGreaterThan("2026-03-01T12");
      }
      tools += now.path("tools_count").asInt();
    }
    assertThat(moved).isGreaterThan(20);
    assertThat(tools).isEqualTo(composio().data().counts().get("tools")).isNotEqualTo(600);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    for (String query :
        List.of(
            "/api/v3/tools?limit=many",
            "/api/v3/tools?limit=0",
            "/api/v3/tools?cursor=%21",
            "/api/v3/tools?cursor=bm9uc2Vuc2U",
            "/api/v3/tools?important=yes",
            "/api/v3/tools?tool_kit=github",
            "/api/v3/toolkits?sort_by=name",
            "/api/v3/toolkits?managed_by=me",
            "/api/v3/auth_configs?show_disabled=1",
            "/api/v3/connected_accounts?statuses=GONE",
            "/api/v3/connected_accounts?order_direction=down")) {
      Client.Reply reply = client.composio(query);
      assertThat(reply.status()).as(query).isEqualTo(400);
      JsonNode error = reply.json().path("error");
      assertThat(error.path("message").isTextual()).as(query).isTrue();
      assertThat(error.path("code").isNumber()).as(query).isTrue();
      assertThat(error.path("status").asInt()).as(query).isEqualTo(400);
      assertThat(error.path("errors").path(0).isTextual()).as(query).isTrue();
      assertThat(error.path("request_id").asText()).as(query).startsWith("req_");
      assertThat(error.path("suggested_fix").isTextual()).as(query).isTrue();
      assertThat(error.has("slug")).as(query).isFalse();
    }
    assertThat(client.composio("/api/v3.1/tools?limit=0").json().at("/error/slug").isTextual())
        .isTrue();
  }

  @Test
  void requiresItsKey() throws Exception {
    Client.Reply none = client.get("/composio/api/v3/tools");
    Client.Reply wrong = client.get("/composio/api/v3/tools", "x-api-key", "ak_wrong");

    assertThat(none.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().at("/error/message").isTextual()).isTrue();
    assertThat(wrong.response().body()).doesNotContain("ak_wrong");
    assertThat(client.composio("/api/v3/auth/session/info").status()).isEqualTo(200);
  }

  @Test
  void answers404ForAnUnknownToolkit() throws Exception {
    Client.Reply reply = client.composio("/api/v3/toolkits/nothing");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().at("/error/status").asInt()).isEqualTo(404);
    assertThat(client.composio("/api/v3/toolkits/github?version=1").status()).isEqualTo(400);
  }

  @Test
  void carriesCredentialsThatAReaderMustDrop() throws Exception {
    assertThat(items("/api/v3/auth_configs?limit=50"))
        .allMatch(config -> config.path("credentials").toString().contains("secret-"));
    assertThat(items("/api/v3/connected_accounts?limit=1000"))
        .allMatch(account -> account.path("state").path("val").toString().contains("secret-"));
  }

  @Test
  void takesItsAccountsAlongWhenAnAuthConfigGoes() throws Exception {
    ObjectNode config =
        composio().data().objects("auth_configs").stream()
            .filter(one -> one.path("no_of_connections").asInt() > 0)
            .findFirst()
            .orElseThrow();
    String id = config.path("id").asText();

    composio().data().delete("auth_configs", id);

    assertThat(items("/api/v3/connected_accounts?limit=1000"))
        .hasSize(120 - config.path("no_of_connections").asInt())
        .noneMatch(account -> account.at("/auth_config/id").asText().equals(id));
  }

  private List<String> slugs() {
    return composio().data().objects("tools").stream()
        .map(tool -> tool.path("slug").asText())
        .toList();
  }

  private List<String> ids(String collection) {
    return composio().data().objects(collection).stream()
        .map(object -> object.path("id").asText())
        .toList();
  }

  private List<JsonNode> items(String path) throws Exception {
    Client.Reply reply = client.composio(path);
    assertThat(reply.status()).as(path).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    reply.json().path("items").forEach(items::add);
    return items;
  }

  /** One field of every item on every page. */
  private List<String> walk(String path, String field) throws Exception {
    List<String> walked = new ArrayList<>();
    JsonNode page = client.composio(path).json();
    page.path("items").forEach(item -> walked.add(item.path(field).asText()));
    while (!page.path("next_cursor").isNull()) {
      page = client.composio(path + "&cursor=" + page.path("next_cursor").asText()).json();
      page.path("items").forEach(item -> walked.add(item.path(field).asText()));
    }
    return walked;
  }
}
