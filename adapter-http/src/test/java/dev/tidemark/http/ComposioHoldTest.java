package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Hold;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioHoldTest {
  private static final String PAUSE = "/sync/pause";
  private static final String RESUME = "/sync/resume";

  private World world;
  private Connector connector;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    connector = world.connector;
    admin = Admin.of(world);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static String status(String nextSyncAt) {
    return "{\"total_tools\":0,\"enabled_tools\":0,\"last_sync_at\":\"2026-03-01T12:00:00Z\","
        + "\"next_sync_at\":"
        + nextSyncAt
        + ",\"sync_interval_hours\":6,\"incremental_sync_enabled\":true}";
  }

  @Test
  void pausesAndResumesAndAnswersTheStatusAfterwards() {
    connector.configure().idle();

    Reply paused = admin.post(PAUSE, "");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.body()).isEqualTo(status("null"));
    assertThat(connector.toolsSync().hold()).isEqualTo(new Hold.PausedByUser(World.START));
    assertThat(admin.post(PAUSE, "{}").body()).isEqualTo(paused.body());

    Reply resumed = admin.post(RESUME, "{}");
    assertThat(resumed.status()).isEqualTo(200);
    assertThat(resumed.body()).isEqualTo(status("\"2026-03-01T12:00:00Z\""));
    assertThat(connector.toolsSync().hold()).isEqualTo(new Hold.None());
    assertThat(connector.toolsSync().currentRun()).isInstanceOf(CurrentRun.Queued.class);
    assertThat(admin.post(RESUME, "").body()).isEqualTo(resumed.body());
  }

  @Test
  void takesNoFields() {
    connector.configure().idle();
    for (String path : List.of(PAUSE, RESUME)) {
      AdminErrors.invalid(
          admin.post(path, "{\"now\":true}"), "now", "The request body takes no fields");
      assertThat(admin.post(path, "[]").status()).isEqualTo(400);
    }
    assertThat(connector.toolsSync().hold()).isEqualTo(new Hold.None());
  }

  @Test
  void saysWhichSettingIsMissingIfThereIsNoKeyOfTheCatalogue() {
    AdminErrors.notConfigured(admin.post(PAUSE, ""));
    AdminErrors.notConfigured(admin.post(RESUME, ""));
  }
}
