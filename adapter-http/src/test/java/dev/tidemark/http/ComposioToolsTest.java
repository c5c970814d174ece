package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioToolsTest {
  private static final String TOOLS = Admin.ROOT + "/tools";

  private World world;
  private Connector connector;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    connector = world.connector;
    admin = Admin.of(world);
    connector
        .tools
        .add("GITHUB_FORK", "Fork it", "github", false)
        .add("GITHUB_STAR", "Star a repository", "github", true)
        .add("SLACK_SEND", "Send 100% \u00c4rger", "slack", false);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<String> found(String query) {
    Reply reply = admin.get(TOOLS + query);
    assertThat(reply.status()).as(query).isEqualTo(200);
    List<String> slugs = new ArrayList<>();
    reply.json().path("items").forEach(item -> slugs.add(item.path("slug").asText()));
    return slugs;
  }

  @Test
  void listsTheTools() {
    Reply reply = admin.get(TOOLS);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"items\":["
                + "{\"slug\":\"GITHUB_FORK\",\"name\":\"Fork it\",\"toolkit\":\"github\","
                + "\"enabled\":false},"
                + "{\"slug\":\"GITHUB_STAR\",\"name\":\"Star a repository\","
                + "\"toolkit\":\"github\",\"enabled\":true},"
                + "{\"slug\":\"SLACK_SEND\",\"name\":\"Send 100% \u00c4rger\","
                + "\"toolkit\":\"slack\",\"enabled\":false}],\"next_cursor\":null}");
  }

  @Test
  void listsNothingOfAnEmptyCatalogue() {
    try (World empty = new World()) {
      assertThat(Admin.of(empty).get(TOOLS).body())
          .isEqualTo("{\"items\":[],\"next_cursor\":null}");
    }
  }

  @Test
  void listsWhatIsAskedFor() {
    assertThat(found("?toolkit=github")).containsExactly("GITHUB_FORK", "GITHUB_STAR");
    assertThat(found("?toolkit=GitHub")).isEmpty();
    assertThat(found("?enabled=true")).containsExactly("GITHUB_STAR");
    assertThat(found("?enabled=false")).containsExactly("GITHUB_FORK", "SLACK_SEND");
    assertThat(found("?search=github_s")).containsExactly("GITHUB_STAR");
    assertThat(found("?search=FORK+it")).containsExactly("GITHUB_FORK");
    assertThat(found("?search=100%25%20%C3%A4")).containsExactly("SLACK_SEND");
    assertThat(found("?toolkit=github&enabled=false&search=fork")).containsExactly("GITHUB_FORK");
    assertThat(found("?toolkit=&enabled=&search=&limit=&cursor=&other=x&toolkits=y")).hasSize(3);
    assertThat(found("?toolkit&enabled&search&limit&cursor")).hasSize(3);
    assertThat(found("?limit=500")).hasSize(3);
  }

  @Test
  void listsPageByPageToTheEnd() {
    for (int i = 0; i < 120; i++) {
      connector.tools.add("TOOL_%03d".formatted(i), "n", "kit", i % 2 == 0);
    }
    assertThat(found("")).hasSize(50);
    List<String> pages = admin.pages(TOOLS + "?limit=7&toolkit=kit&enabled=true");

    assertThat(pages).hasSize(9);
    assertThat(String.join("", pages).split("TOOL_", -1)).hasSize(61);
    assertThat(String.join("", pages)).contains("TOOL_000").contains("TOOL_118");
    assertThat(admin.pages(TOOLS + "?limit=1&toolkit=github")).hasSize(2);
    assertThat(admin.pages(TOOLS + "?limit=2&toolkit=github")).hasSize(1);
  }

  @Test
  void goesOnBehindAToolThatIsNotThereAnyMore() {
    String cursor = admin.get(TOOLS + "?limit=1").json().path("next_cursor").asText();
    connector.tools.add("GITHUB_G", "New", "github", false);

    assertThat(found("?limit=1&cursor=" + cursor)).containsExactly("GITHUB_G");
  }

  @Test
  void refusesParametersThatAreNotAsTheyShouldBe() {
    for (String limit :
        List.of("0", "-1", "501", "1.5", "ten", "+5", "99999999999", "%20", "1e1")) {
      AdminErrors.invalid(
          admin.get(TOOLS + "?limit=" + limit),
          "limit",
          "limit must be a whole number from 1 to 500");
    }
    for (String enabled : List.of("yes", "TRUE", "1", "null")) {
      AdminErrors.invalid(
          admin.get(TOOLS + "?enabled=" + enabled), "enabled", "enabled must be true or false");
    }
    for (String name : List.of("toolkit", "enabled", "search", "limit", "cursor")) {
      for (String values : List.of("?%s=1&%s=1", "?%s=&%s=true", "?%s&%s=true")) {
        Reply reply = admin.get(TOOLS + values.formatted(name, name));
        AdminErrors.invalid(reply, name, name + " must be given once");
      }
    }
    AdminErrors.invalid(
        admin.get(TOOLS + "?toolkit=" + "k".repeat(1_025)),
        "toolkit",
        "toolkit has at most 1024 characters");
    assertThat(admin.get(TOOLS + "?limit=0&enabled=x").json().at("/error/details/issues"))
        .hasSize(2);
  }

  @Test
  void refusesCursorsThatThisListDidNotMake() {
    connector.tools.add("A", "n", "a", true).add("Z", "n", "z", true);
    connector.configure();
    admin.post("/sync/pause", "");
    admin.post("/sync/resume", "");
    String tools = admin.get(TOOLS + "?limit=1").json().path("next_cursor").asText();
    String toolkits =
        admin.get(Admin.ROOT + "/toolkits?limit=1").json().path("next_cursor").asText();
    String audit = admin.get("/v1/admin/audit?limit=1").json().path("next_cursor").asText();
    assertThat(tools).isNotEmpty();
    for (String cursor :
        List.of("x", "****", "%00", "dG9vbHM6", tools + "=", tools + "x", tools.substring(1))) {
      refusedCursor(TOOLS, cursor);
    }
    refusedCursor(TOOLS, toolkits);
    refusedCursor(TOOLS, audit);
    refusedCursor(Admin.ROOT + "/toolkits", tools);
    refusedCursor(Admin.ROOT + "/auth-configs", tools);
    refusedCursor("/v1/admin/audit", tools);
    // "audit:x", which leads to no number.
    refusedCursor("/v1/admin/audit", "YXVkaXQ6eA");
  }

  private void refusedCursor(String list, String cursor) {
    AdminErrors.invalid(
        admin.get(list + "?cursor=" + cursor),
        "cursor",
        "cursor must be the next_cursor of an answer of this list");
  }

  @Test
  void enablesAndDisablesATool() {
    Reply enabled = admin.patch("/tools/GITHUB_FORK", "{\"enabled\":true}");

    assertThat(enabled.status()).isEqualTo(200);
    assertThat(enabled.body())
        .isEqualTo(
            "{\"slug\":\"GITHUB_FORK\",\"name\":\"Fork it\",\"toolkit\":\"github\","
                + "\"enabled\":true}");
    assertThat(admin.patch("/tools/GITHUB_FORK", "{\"enabled\":true}").body())
        .isEqualTo(enabled.body());
    assertThat(found("?enabled=true")).containsExactly("GITHUB_FORK", "GITHUB_STAR");
    assertThat(
            admin
                .patch("/tools/GITHUB_FORK", "{\"enabled\":false}")
                .json()
                .path("enabled")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void findsAToolByItsNameAsItStandsInAPath() {
    connector.tools.add("a b+c%d/\u00e4;x", "n", "kit", false);

    for (String slug : List.of("%47ITHUB%5FFORK", "GITHUB_FORK?x=y")) {
      assertThat(admin.patch("/tools/" + slug, "{\"enabled\":true}").status()).isEqualTo(200);
    }
    AdminErrors.unknown(
        admin.patch("/tools/github_fork", "{\"enabled\":true}"),
        "There is no tool 'github_fork' in the catalogue");
    assertThat(admin.patch("/tools/a%20b+c%25d/x", "{\"enabled\":true}").status()).isEqualTo(404);
  }

  @Test
  void findsAToolWhoseSlugNeedsEncoding() {
    connector.tools.add("a b+c%d\u00e4;x", "n", "kit", false);

    Reply reply = admin.patch("/tools/a%20b+c%25d%C3%A4%3Bx", "{\"enabled\":true}");

    assertThat(reply.json().path("slug").asText()).isEqualTo("a b+c%d\u00e4;x");
  }

  @Test
  void saysThatThereIsNoSuchToolAndRepeatsOnlyWhatLooksLikeOne() {
    AdminErrors.unknown(
        admin.patch("/tools/NO_SUCH-TOOL.1", "{\"enabled\":true}"),
        "There is no tool 'NO_SUCH-TOOL.1' in the catalogue");
    for (String slug : List.of("a%20b", "%3Cb%3E", "x".repeat(101), "y".repeat(1_025), "%00")) {
      AdminErrors.unknown(
          admin.patch("/tools/" + slug, "{\"enabled\":true}"),
          "There is no such tool in the catalogue");
    }
  }

  @Test
  void refusesOtherBodies() {
    AdminErrors.invalid(admin.patch("/tools/GITHUB_FORK", "{}"), "enabled", "enabled is required");
    for (String value : List.of("null", "1", "\"true\"", "[]")) {
      AdminErrors.invalid(
          admin.patch("/tools/GITHUB_FORK", "{\"enabled\":" + value + "}"),
          "enabled",
          "enabled must be true or false");
    }
    AdminErrors.invalid(
        admin.patch("/tools/GITHUB_FORK", "{\"enabled\":true,\"name\":\"x\"}"),
        "name",
        "The request body takes enabled only");
    assertThat(found("?enabled=true")).containsExactly("GITHUB_STAR");
  }
}
