package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioStatusResourceTest {
  private static final String PATH = "/v1/admin/composio/sync/status";

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply status() {
    return world.http().send("GET", PATH, "", "X-API-Key", World.ADMIN_KEY);
  }

  @Test
  void answersBeforeTheCatalogueWasEverRead() {
    Reply reply = status();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"total_tools\":0,\"enabled_tools\":0,\"last_sync_at\":null,\"next_sync_at\":null,"
                + "\"sync_interval_hours\":24,\"incremental_sync_enabled\":false}");
  }

  @Test
  void tellsHowManyToolsThereAreAndWhenTheyAreRead() {
    for (int i = 0; i < 42; i++) {
      world.connector.tools.add("TOOL_" + i, "A tool", "kit", i == 7);
    }
    Sync sync =
        Sync.create(
            World.TOOLS,
            new Schedule.Every(Duration.ofHours(6)),
            SyncMode.INCREMENTAL,
            new RunId("run_a"),
            World.START);
    Beginning.Begun begun =
        (Beginning.Begun) sync.begin(new RunId("run_b"), World.START, World.START.plusSeconds(15));
    world.store.add(begun.sync().finished(new Outcome.Succeeded(World.START)));
    world.store.schedule(World.TOOLS, Instant.parse("2026-03-01T18:00:00.5Z"));

    assertThat(status().body())
        .isEqualTo(
            "{\"total_tools\":42,\"enabled_tools\":1,\"last_sync_at\":\"2026-03-01T12:00:00Z\","
                + "\"next_sync_at\":\"2026-03-01T18:00:00.500Z\",\"sync_interval_hours\":6,"
                + "\"incremental_sync_enabled\":true}");
  }
}
