package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the vendor's own clients ask beside plain lists, and the way they write it. */
class ComposioReadTest extends SandboxTestBase {
  private static final List<String> VERSIONS = List.of("/api/v3", "/api/v3.1");

  private ComposioPages pages;

  @BeforeEach
  void readPages() {
    pages = new ComposioPages(client);
  }

  @Test
  void findsOneOfEachByItsId() throws Exception {
    for (String version : VERSIONS) {
      for (String list : List.of("/auth_configs", "/connected_accounts")) {
        JsonNode first = pages.items(version + list).getFirst();
        JsonNode single = pages.page(version + list + "/" + first.path("id").asText());
        for (var field : first.properties()) {
          assertThat(single.path(field.getKey())).isEqualTo(field.getValue());
        }
      }
      JsonNode tool = pages.items(version + "/tools").getFirst();
      assertThat(pages.page(version + "/tools/" + tool.path("slug").asText())).isEqualTo(tool);
      for (String none :
          List.of("/auth_configs/ac_no", "/connected_accounts/ca_no", "/tools/NO_TOOL")) {
        Client.Reply reply = client.composio(version + none);
        assertThat(reply.status()).as(none).isEqualTo(404);
        assertThat(reply.json().at("/error/status").asInt()).isEqualTo(404);
      }
    }
  }

  @Test
  void showsAToolOnlyInVersionsThatHaveIt() throws Exception {
    JsonNode added = composio().data().add("tools", Json.object().put("toolkit_slug", "github"));
    String slug = added.path("slug").asText();
    String newer = "/api/v3.1/tools/" + slug;
    String older = "/api/v3/tools/" + slug;

    assertThat(pages.page(newer).path("version").asText()).isEqualTo("20260301_00");
    assertThat(pages.page(older + "?version=latest")).isEqualTo(withoutNewer(pages.page(newer)));
    assertThat(pages.page(older + "?toolkit_versions=latest").path("version").asText())
        .isEqualTo("20260301_00");
    assertThat(pages.page(older + "?toolkit_versions[github]=20260301_00").path("slug").asText())
        .isEqualTo(slug);
    assertThat(client.composio(older).status()).as("the base version").isEqualTo(404);
    assertThat(client.composio(newer + "?version=00000000_00").status()).isEqualTo(404);
    assertThat(client.composio(newer + "?version=19990101_00").status()).isEqualTo(404);
  }

  @Test
  void showsAToolkitWithTheToolsOfTheVersionAskedFor() throws Exception {
    composio().data().add("tools", Json.object().put("toolkit_slug", "github"));
    JsonNode latest = pages.page("/api/v3.1/toolkits/github").path("meta");
    JsonNode base = pages.page("/api/v3.1/toolkits/github?version=00000000_00").path("meta");

    assertThat(latest.path("version").asText()).isEqualTo("20260301_00");
    assertThat(latest.path("tools_count").asInt()).isEqualTo(toolsOf("/api/v3.1/tools"));
    assertThat(base.path("version").asText()).isEqualTo("00000000_00");
    assertThat(base.path("tools_count").asInt())
        .isEqualTo(toolsOf("/api/v3/tools"))
        .isLessThan(latest.path("tools_count").asInt());
  }

  @Test
  void listsCategoriesByWhichToolkitsAreFound() throws Exception {
    for (String version : VERSIONS) {
      JsonNode page = pages.page(version + "/toolkits/categories");
      assertThat(page.path("total_items").asInt()).isEqualTo(page.path("items").size());
      int found = 0;
      for (JsonNode category : page.path("items")) {
        String id = category.path("id").asText();
        List<String> slugs = pages.texts(version + "/toolkits?category=" + id, "slug");
        String name = category.path("name").asText().replace(" ", "%20");
        assertThat(pages.texts(version + "/toolkits?category=" + name, "slug"))
            .isEqualTo(slugs)
            .isNotEmpty();
        found += slugs.size();
      }
      assertThat(found).isEqualTo(40);
    }
  }

  @Test
  void namesEveryToolAtOnce() throws Exception {
    JsonNode slugs = pages.page("/api/v3.1/tools/enum");

    assertThat(slugs).hasSize(600).contains(Json.parse("\"GMAIL_LIST_RECORDS\""));
  }

  @Test
  void readsSeveralValuesWithCommasBetweenThem() throws Exception {
    List<JsonNode> accounts = pages.items("/api/v3/connected_accounts");
    String ids = id(accounts, 0) + "," + id(accounts, 1);
    assertThat(pages.texts("/api/v3/connected_accounts?connected_account_ids=" + ids, "id"))
        .containsExactly(id(accounts, 0), id(accounts, 1));
    assertThat(
            pages.texts(
                "/api/v3/connected_accounts?limit=1000&statuses=EXPIRED%2CFAILED", "status"))
        .containsOnly("EXPIRED", "FAILED");
    assertThat(pages.items("/api/v3.1/tools?limit=1000&toolkit_slug=github,gmail"))
        .extracting(tool -> tool.at("/toolkit/slug").asText())
        .containsOnly("github", "gmail");
    assertThat(pages.items("/api/v3.1/tools?limit=1000&scopes=github.read,gmail.write"))
        .extracting(tool -> tool.at("/scopes/0").asText())
        .containsOnly("github.read", "gmail.write");
    List<JsonNode> configs = pages.items("/api/v3/auth_configs");
    String first = configs.getFirst().at("/toolkit/slug").asText();
    String last = configs.getLast().at("/toolkit/slug").asText();
    assertThat(pages.items("/api/v3/auth_configs?toolkit_slug=" + first + "," + last))
        .extracting(config -> config.at("/toolkit/slug").asText())
        .containsOnly(first, last);
  }

  @Test
  void takesAnEmptyValueForNone() throws Exception {
    for (String path :
        List.of(
            "/api/v3.1/toolkits?limit=&cursor=&include_deprecated=&search=&category=&managed_by=",
            "/api/v3.1/tools?limit=&scopes=&tags=&toolkit_slug=&toolkit_versions=&important=",
            "/api/v3.1/auth_configs?limit=&show_disabled=&is_composio_managed=&toolkit_slug=",
            "/api/v3.1/connected_accounts?limit=&cursor=&statuses=&user_ids=&account_type=")) {
      String plain = path.substring(0, path.indexOf('?'));
      assertThat(pages.page(path)).as(path).isEqualTo(pages.page(plain));
    }
  }

  @Test
  void letsToolSlugsOverrideOtherFilters() throws Exception {
    String slug = "GMAIL_LIST_RECORDS";

    assertThat(pages.texts("/api/v3.1/tools?toolkit_slug=github&tool_slugs=" + slug, "slug"))
        .containsExactly(slug);
    assertThat(pages.texts("/api/v3.1/tools?search=nothing&tool_slugs=" + slug, "slug"))
        .containsExactly(slug);
    assertThat(client.composio("/api/v3.1/tools?important=yes&tool_slugs=" + slug).status())
        .isEqualTo(400);
  }

  @Test
  void knowsSomeParametersInTheNewerApiOnly() throws Exception {
    String query = "/tools?limit=1000&query=list%20users";
    assertThat(pages.page("/api/v3.1" + query))
        .isEqualTo(pages.page("/api/v3.1/tools?limit=1000&search=list%20users"));
    assertThat(pages.items("/api/v3.1/toolkits?limit=1000&type=native")).hasSize(40);
    assertThat(pages.items("/api/v3.1/toolkits?type=custom")).isEmpty();
    assertThat(pages.items("/api/v3.1/connected_accounts?limit=1000&account_type=ALL"))
        .hasSize(120);
    assertThat(pages.items("/api/v3.1/connected_accounts?account_type=SHARED")).isEmpty();
    assertThat(pages.items("/api/v3.1/connected_accounts?order_by=updated_at&account_type=SHARED"))
        .isEmpty();
    assertThat(pages.items("/api/v3.1/connected_accounts?statuses=REVOKED")).isEmpty();
    for (String newer :
        List.of(
            query,
            "/toolkits?type=native",
            "/connected_accounts?account_type=ALL",
            "/connected_accounts?statuses=REVOKED")) {
      assertThat(client.composio("/api/v3" + newer).status()).as(newer).isEqualTo(400);
    }
  }

  @Test
  void answersALargerLimitWithTheLargestPageAndRefusesNone() throws Exception {
    assertThat(pages.items("/api/v3.1/toolkits?limit=9999")).hasSize(40);
    assertThat(pages.items("/api/v3.1/tools?limit=9999")).hasSize(600);
    assertThat(pages.items("/api/v3.1/auth_configs?limit=9999&show_disabled=true")).hasSize(50);
    assertThat(pages.items("/api/v3.1/connected_accounts?limit=9999")).hasSize(120);
    for (String list : List.of("toolkits", "tools", "auth_configs", "connected_accounts")) {
      for (String limit : List.of("0", "-1", "1.5", "ten")) {
        Client.Reply reply = client.composio("/api/v3.1/" + list + "?limit=" + limit);
        assertThat(reply.status()).as(list + " by " + limit).isEqualTo(400);
        assertThat(reply.json().at("/error/message").asText()).startsWith("limit: ");
      }
    }
  }

  @Test
  void tellsWhoseKeyItIs() throws Exception {
    for (String version : VERSIONS) {
      JsonNode session = pages.page(version + "/auth/session/info");
      assertThat(session.at("/project/org/name").isTextual()).isTrue();
      assertThat(session.at("/project/nano_id").isTextual()).isTrue();
      assertThat(session.at("/api_key/key").asText()).startsWith("fake-secret-");
      assertThat(session.at("/org_member/role").isTextual()).isTrue();
    }
  }

  @Test
  void carriesASecretWhereverTheVendorMay() throws Exception {
    for (JsonNode config : pages.items("/api/v3/auth_configs?limit=50&show_disabled=true")) {
      assertThat(config.path("credentials").toString()).contains("fake-secret-");
      assertThat(config.path("shared_credentials").toString()).contains("fake-secret-");
      assertThat(config.at("/proxy_config/proxy_auth_key").asText()).startsWith("fake-secret-");
    }
    for (JsonNode account : pages.items("/api/v3/connected_accounts?limit=1000")) {
      assertThat(account.at("/state/val").toString()).contains("fake-secret-");
      assertThat(account.path("data").toString()).contains("fake-secret-");
    }
  }

  @Test
  void keepsTheStateOfAnAccountInLineWithItsStatus() throws Exception {
    String id = pages.items("/api/v3/connected_accounts").getFirst().path("id").asText();
    for (String status : List.of("INITIATED", "REVOKED", "ACTIVE")) {
      composio().data().change("connected_accounts", id, Json.object().put("status", status));
      JsonNode account = pages.page("/api/v3.1/connected_accounts/" + id);
      assertThat(account.path("status").asText()).isEqualTo(status);
      assertThat(account.at("/state/val/status").asText()).isEqualTo(status);
    }
    assertThat(
            client
                .control("PATCH", "/composio/connected_accounts/" + id, "{\"status\":\"GONE\"}")
                .status())
        .isEqualTo(400);
  }

  private int toolsOf(String list) throws Exception {
    return pages.page(list + "?toolkit_slug=github").path("total_items").asInt();
  }

  private static String id(List<JsonNode> items, int index) {
    return items.get(index).path("id").asText();
  }

  private static JsonNode withoutNewer(JsonNode tool) {
    ObjectNode copy = tool.deepCopy();
    return copy.remove(Set.of("human_description", "scope_requirements"));
  }
}
