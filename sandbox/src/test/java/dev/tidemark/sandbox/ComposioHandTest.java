package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue changed by hand; after each change, what is counted agrees with what is listed. */
class ComposioHandTest extends SandboxTestBase {
  private ComposioPages pages;
  private ProviderControl.Data data;

  @BeforeEach
  void readPages() {
    pages = new ComposioPages(client);
    data = composio().data();
  }

  @AfterEach
  void countsAgreeWithLists() throws Exception {
    List<JsonNode> toolkits = pages.items("/api/v3.1/toolkits?limit=1000&include_deprecated=true");
    int tools = 0;
    for (JsonNode toolkit : toolkits) {
      String slug = toolkit.path("slug").asText();
      int count = toolkit.at("/meta/tools_count").asInt();
      JsonNode page = pages.page("/api/v3.1/tools?limit=1000&toolkit_slug=" + slug);
      assertThat(page.path("items")).as(slug).hasSize(count);
      assertThat(page.path("total_items").asInt()).as(slug).isEqualTo(count);
      assertThat(pages.page("/api/v3.1/toolkits/" + slug).at("/meta/tools_count").asInt())
          .as(slug)
          .isEqualTo(count);
      tools += count;
    }
    JsonNode all = pages.page("/api/v3.1/tools?limit=1000");
    assertThat(all.path("items")).hasSize(tools);
    assertThat(all.path("total_items").asInt()).isEqualTo(tools);
    assertThat(data.counts())
        .containsEntry("tools", tools)
        .containsEntry("toolkits", toolkits.size());
    assertThat(pages.page("/api/v3.1/tools/enum")).hasSize(tools);
  }

  @Test
  void releasesAVersionWithoutATime() throws Exception {
    JsonNode before = toolkit("github").path("meta");

    data.change("toolkits", "github", meta("version", "20300101_00"));

    JsonNode after = toolkit("github").path("meta");
    assertThat(after.path("version").asText()).isEqualTo("20300101_00");
    assertThat(after.path("updated_at")).isEqualTo(before.path("updated_at"));
    assertThat(after.path("tools_count")).isEqualTo(before.path("tools_count"));
    assertThat(pages.items("/api/v3.1/tools?limit=1000&toolkit_slug=github"))
        .allMatch(tool -> tool.path("version").asText().equals("20300101_00"));
  }

  @Test
  void setsATimeWithoutAVersion() throws Exception {
    JsonNode before = toolkit("github").path("meta");
    for (String time : List.of("2031-01-01T00:00:00Z", "1999-12-31T23:59:59Z")) {
      data.change("toolkits", "github", meta("updated_at", time));

      JsonNode after = toolkit("github").path("meta");
      assertThat(after.path("updated_at").asText()).isEqualTo(time);
      assertThat(after.path("version")).isEqualTo(before.path("version"));
      assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
    }
  }

  @Test
  void changesTheWordsOfAToolkit() throws Exception {
    ObjectNode changes = Json.object().put("name", "Forge");
    changes
        .putObject("meta")
        .put("description", "A place for code.")
        .putArray("categories")
        .addObject()
        .put("id", "crafts");

    JsonNode changed = data.change("toolkits", "github", changes);

    assertThat(changed).isEqualTo(older("github"));
    assertThat(changed.path("name").asText()).isEqualTo("Forge");
    assertThat(changed.at("/meta/description").asText()).isEqualTo("A place for code.");
    assertThat(pages.texts("/api/v3/toolkits?category=crafts", "slug")).containsExactly("github");
    assertThat(pages.texts("/api/v3/toolkits?search=place%20for", "slug"))
        .containsExactly("github");
    assertThat(pages.items("/api/v3/tools?toolkit_slug=github"))
        .isNotEmpty()
        .allMatch(tool -> tool.at("/toolkit/name").asText().equals("Forge"));
  }

  @Test
  void removesAToolkitWithItsToolsAndBringsItBack() throws Exception {
    JsonNode toolkit = toolkit("slack");
    List<JsonNode> tools = pages.items("/api/v3.1/tools?limit=1000");

    data.delete("toolkits", "slack");
    clock.advance(Duration.ofSeconds(1));

    assertThat(client.composio("/api/v3.1/toolkits/slack").status()).isEqualTo(404);
    assertThat(pages.texts("/api/v3.1/toolkits?limit=1000", "slug"))
        .hasSize(39)
        .doesNotContain("slack");
    assertThat(pages.items("/api/v3.1/tools?toolkit_slug=slack")).isEmpty();
    assertThat(client.composio("/api/v3.1/tools/SLACK_LIST_RECORDS").status()).isEqualTo(404);
    countsAgreeWithLists();

    data.add("toolkits", Json.object().put("slug", "slack"));

    assertThat(toolkit("slack")).isEqualTo(toolkit);
    assertThat(pages.items("/api/v3.1/tools?limit=1000")).isEqualTo(tools);
    assertThat(pages.texts("/api/v3.1/toolkits?limit=4", "slug")).last().isEqualTo("slack");
  }

  @Test
  void bringsAToolkitBackAsItHasBecome() throws Exception {
    data.delete("toolkits", "slack");
    ObjectNode given = meta("updated_at", "2031-01-01T00:00:00Z").put("slug", "slack");

    data.add("toolkits", given.put("is_deprecated", true));

    assertThat(pages.texts("/api/v3.1/toolkits?limit=1000", "slug")).doesNotContain("slack");
    assertThat(pages.page("/api/v3.1/toolkits/slack").at("/meta/updated_at").asText())
        .isEqualTo("2031-01-01T00:00:00Z");
  }

  @Test
  void keepsAToolFromComingBackTwice() throws Exception {
    data.delete("toolkits", "slack");
    data.add(
        "tools", Json.object().put("slug", "SLACK_LIST_RECORDS").put("toolkit_slug", "notion"));

    data.add("toolkits", Json.object().put("slug", "slack"));

    assertThat(pages.page("/api/v3.1/tools/SLACK_LIST_RECORDS").at("/toolkit/slug").asText())
        .isEqualTo("notion");
  }

  @Test
  void opensAToolkitWithOldTimes() throws Exception {
    ObjectNode given = Json.object().put("slug", "acme").put("name", "Acme");
    given
        .putObject("meta")
        .put("created_at", "2001-01-01T00:00:00Z")
        .put("updated_at", "2002-01-01T00:00:00Z")
        .put("version", "20020101_00")
        .put("tools_count", 7);
    given.putArray("auth_schemes").add("API_KEY");

    data.add("toolkits", given);

    JsonNode acme = toolkit("acme");
    assertThat(acme.at("/meta/created_at").asText()).isEqualTo("2001-01-01T00:00:00Z");
    assertThat(acme.at("/meta/updated_at").asText()).isEqualTo("2002-01-01T00:00:00Z");
    assertThat(acme.at("/meta/version").asText()).isEqualTo("20020101_00");
    assertThat(acme.at("/auth_schemes/0").asText()).isEqualTo("API_KEY");
    assertThat(pages.texts("/api/v3.1/toolkits?limit=1000", "slug")).last().isEqualTo("acme");
    assertThat(pages.texts("/api/v3/tools?toolkit_slug=acme", "slug"))
        .as("tools that were there from the first")
        .hasSize(7)
        .contains("ACME_LIST_RECORDS");
  }

  @Test
  void hidesADeprecatedToolkitButNotItsTools() throws Exception {
    int tools = pages.page("/api/v3.1/tools?toolkit_slug=slack").path("total_items").asInt();

    data.change("toolkits", "slack", Json.object().put("is_deprecated", true));

    for (String usual : List.of("", "&include_deprecated=false")) {
      JsonNode page = pages.page("/api/v3.1/toolkits?limit=1000" + usual);
      assertThat(page.path("items")).hasSize(39);
      assertThat(page.path("total_items").asInt()).isEqualTo(39);
    }
    assertThat(pages.texts("/api/v3.1/toolkits?limit=1000&include_deprecated=true", "slug"))
        .hasSize(40)
        .contains("slack");
    assertThat(pages.page("/api/v3.1/tools?toolkit_slug=slack").path("total_items").asInt())
        .isEqualTo(tools)
        .isPositive();
    assertThat(data.objects("toolkits"))
        .filteredOn(one -> one.path("is_deprecated").asBoolean())
        .extracting(one -> one.path("slug").asText())
        .containsExactly("slack");
    data.change("toolkits", "slack", Json.object().put("is_deprecated", false));
    assertThat(pages.items("/api/v3.1/toolkits?limit=1000")).hasSize(40);
  }

  @Test
  void removesToolsOfEveryKind() throws Exception {
    String deprecated =
        pages.items("/api/v3.1/tools?limit=1000").stream()
            .filter(tool -> tool.path("is_deprecated").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("slug")
            .asText();
    data.change("toolkits", "slack", Json.object().put("is_deprecated", true));
    for (String slug :
        List.of(
            deprecated, "GMAIL_LIST_RECORDS", "HACKERNEWS_LIST_RECORDS", "SLACK_LIST_RECORDS")) {
      JsonNode version = toolkitOf(slug).at("/meta/version");

      data.delete("tools", slug);

      assertThat(client.composio("/api/v3.1/tools/" + slug).status()).as(slug).isEqualTo(404);
      assertThat(pages.items("/api/v3.1/tools?tool_slugs=" + slug)).isEmpty();
      assertThat(toolkitOf(slug).at("/meta/version")).isEqualTo(version);
      countsAgreeWithLists();
    }
  }

  @Test
  void bringsBackAToolThatWasRemoved() throws Exception {
    data.delete("tools", "GMAIL_LIST_RECORDS");

    JsonNode added =
        data.add(
            "tools", Json.object().put("slug", "GMAIL_LIST_RECORDS").put("toolkit_slug", "gmail"));

    assertThat(added.path("slug").asText()).isEqualTo("GMAIL_LIST_RECORDS");
    assertThat(pages.page("/api/v3.1/tools/GMAIL_LIST_RECORDS").path("version").asText())
        .isEqualTo("20260301_00");
  }

  @Test
  void renamesATool() throws Exception {
    JsonNode toolkit = toolkit("gmail");
    ObjectNode before = (ObjectNode) pages.page("/api/v3.1/tools/GMAIL_LIST_RECORDS");

    data.change("tools", "GMAIL_LIST_RECORDS", Json.object().put("slug", "GMAIL_LIST_ALL"));

    assertThat(client.composio("/api/v3.1/tools/GMAIL_LIST_RECORDS").status()).isEqualTo(404);
    assertThat(pages.page("/api/v3.1/tools/GMAIL_LIST_ALL"))
        .isEqualTo(before.put("slug", "GMAIL_LIST_ALL"));
    assertThat(toolkit("gmail")).isEqualTo(toolkit);
  }

  @Test
  void changesAToolWithoutItsToolkit() throws Exception {
    JsonNode toolkit = toolkit("gmail");
    ObjectNode changes = Json.object().put("is_deprecated", true).put("slug", "GMAIL_LIST_RECORDS");
    changes.putArray("scopes").add("gmail.write");

    data.change("tools", "GMAIL_LIST_RECORDS", changes);

    JsonNode after = pages.page("/api/v3.1/tools/GMAIL_LIST_RECORDS");
    assertThat(after.path("is_deprecated").asBoolean()).isTrue();
    assertThat(after.at("/deprecated/is_deprecated").asBoolean()).isTrue();
    assertThat(after.at("/scope_requirements/all_of")).isEqualTo(changes.path("scopes"));
    assertThat(toolkit("gmail")).isEqualTo(toolkit);
  }

  @Test
  void growsOnAroundSlugsThatWereGivenByHand() throws Exception {
    data.add("toolkits", Json.object().put("slug", "acme"));
    data.add("tools", Json.object().put("toolkit_slug", "gmail").put("slug", "ACME_LIST_RECORDS"));

    data.add("tools", Json.object().put("toolkit_slug", "acme"));

    assertThat(pages.texts("/api/v3.1/tools?toolkit_slug=acme", "slug"))
        .containsExactly("ACME_GET_RECORDS");
  }

  @Test
  void goesOnWithoutAnyToolkit() throws Exception {
    for (JsonNode toolkit : data.objects("toolkits")) {
      data.delete("toolkits", toolkit.path("slug").asText());
    }
    clock.advance(Duration.ofHours(3));

    assertThat(pages.page("/api/v3.1/toolkits").path("total_pages").asInt()).isZero();
    assertThat(pages.items("/api/v3.1/tools")).isEmpty();
  }

  private JsonNode toolkit(String slug) throws Exception {
    return listed("/api/v3.1", slug);
  }

  private JsonNode older(String slug) throws Exception {
    return listed("/api/v3", slug);
  }

  private JsonNode listed(String version, String slug) throws Exception {
    return pages.items(version + "/toolkits?limit=1000&include_deprecated=true").stream()
        .filter(one -> one.path("slug").asText().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode toolkitOf(String tool) throws Exception {
    return toolkit(tool.substring(0, tool.indexOf('_')).toLowerCase(Locale.ROOT));
  }

  private static ObjectNode meta(String field, String value) {
    ObjectNode changes = Json.object();
    changes.putObject("meta").put(field, value);
    return changes;
  }
}
