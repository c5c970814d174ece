package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final String AUDIT = "/v1/admin/audit";

  private World world;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    admin = Admin.of(world);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void isEmptyBeforeAnybodyHasChangedAnything() {
    admin.post("/sync/trigger", "");
    admin.patch("/tools/NONE", "{\"enabled\":true}");

    assertThat(admin.get(AUDIT).body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
  }

  @Test
  void listsEveryChangeWithWhoMadeItTheNewestFirst() {
    world.connector.configure().idle().tools.add("STAR", "Star", "github", false);
    String run = admin.post("/sync/trigger", "{\"mode\":\"full\"}").json().path("run_id").asText();
    admin.patch("/sync/settings", "{\"sync_interval_hours\":9,\"incremental_sync_enabled\":false}");
    admin.post("/sync/pause", "");
    admin.post("/sync/resume", "");
    world.now.updateAndGet(now -> now.plusMillis(500));
    admin.patch("/tools/STAR", "{\"enabled\":true}");
    new Admin(world.http(), World.CHANGE_KEY).patch("/toolkits/github", "{\"enabled\":false}");

    List<String> seen = new ArrayList<>();
    admin.get(AUDIT).json().path("items").forEach(item -> seen.add(item.toString()));
    assertThat(seen)
        .containsExactly(
            item(
                6,
                "12:00:00.500",
                "chan",
                "toolkit.changed",
                "github",
                "{}",
                "{\"enabled\":\"false\",\"tools\":\"1\"}"),
            item(
                5,
                "12:00:00.500",
                "boss",
                "tool.changed",
                "STAR",
                "{\"enabled\":\"false\"}",
                "{\"enabled\":\"true\"}"),
            item(4, "12:00:00", "boss", "sync.resumed", "composio", "{}", "{}"),
            item(3, "12:00:00", "boss", "sync.paused", "composio", "{}", "{}"),
            item(
                2,
                "12:00:00",
                "boss",
                "sync.settings_changed",
                "composio",
                "{\"incremental_sync_enabled\":\"true\",\"sync_interval_hours\":\"6\"}",
                "{\"incremental_sync_enabled\":\"false\",\"sync_interval_hours\":\"9\"}"),
            item(
                1,
                "12:00:00",
                "boss",
                "sync.triggered",
                "composio",
                "{}",
                "{\"mode\":\"full\",\"run_id\":\"" + run + "\"}"));
  }

  private static String item(
      int number,
      String time,
      String key,
      String action,
      String target,
      String before,
      String after) {
    return ("{\"id\":\"audit_%d\",\"at\":\"2026-03-01T%sZ\",\"key_id\":\"key_%s\","
            + "\"organization_id\":\"org_demo\",\"action\":\"%s\",\"target\":\"%s\","
            + "\"before\":%s,\"after\":%s}")
        .formatted(number, time, key, action, target, before, after);
  }

  @Test
  void listsPageByPageToTheEndWhileThereAreNewChanges() {
    world.connector.tools.add("STAR", "Star", "github", false);
    for (int i = 0; i < 5; i++) {
      admin.patch("/tools/STAR", "{\"enabled\":" + (i % 2 == 0) + "}");
    }
    JsonNode first = admin.get(AUDIT + "?limit=2").json();
    admin.patch("/tools/STAR", "{\"enabled\":false}");
    JsonNode second =
        admin.get(AUDIT + "?limit=2&cursor=" + first.path("next_cursor").asText()).json();
    JsonNode third =
        admin.get(AUDIT + "?limit=2&cursor=" + second.path("next_cursor").asText()).json();

    assertThat(ids(first)).containsExactly("audit_5", "audit_4");
    assertThat(ids(second)).containsExactly("audit_3", "audit_2");
    assertThat(ids(third)).containsExactly("audit_1");
    assertThat(third.path("next_cursor").isNull()).isTrue();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").findValuesAsText("id");
  }
}
