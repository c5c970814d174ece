package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioAuthConfigsTest {
  private static final String AUTH_CONFIGS = Admin.ROOT + "/auth-configs";
  private static final String FIRST =
      "{\"id\":\"ac_1\",\"name\":\"GitHub\",\"toolkit\":\"github\",\"type\":\"default\","
          + "\"auth_scheme\":\"OAUTH2\",\"is_composio_managed\":true,\"status\":\"ENABLED\","
          + "\"no_of_connections\":7,\"created_at\":\"2026-01-01T00:00:00.000Z\","
          + "\"last_updated_at\":\"2026-01-02\"}";
  private static final String SECOND =
      "{\"id\":\"ac_2\",\"name\":\"ac_2\",\"toolkit\":\"unknown\",\"type\":\"custom\","
          + "\"auth_scheme\":null,\"is_composio_managed\":false,\"status\":\"DISABLED\","
          + "\"no_of_connections\":0,\"created_at\":null,\"last_updated_at\":null}";

  private World world;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    admin = Admin.of(world);
    world.connector.authConfigs.add(
        new AuthConfig(
            "ac_1",
            "GitHub",
            new ToolkitSlug("github"),
            "default",
            "OAUTH2",
            true,
            "ENABLED",
            7,
            "2026-01-01T00:00:00.000Z",
            "2026-01-02"));
    world.connector.authConfigs.add(
        new AuthConfig(
            "ac_2",
            "ac_2",
            new ToolkitSlug("unknown"),
            "custom",
            null,
            false,
            "DISABLED",
            0,
            null,
            null));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void listsTheAuthConfigs() {
    assertThat(admin.get(AUTH_CONFIGS).body())
        .isEqualTo("{\"items\":[" + FIRST + "," + SECOND + "],\"next_cursor\":null}");
  }

  @Test
  void listsThoseOfAToolkit() {
    assertThat(admin.get(AUTH_CONFIGS + "?toolkit=unknown").body())
        .isEqualTo("{\"items\":[" + SECOND + "],\"next_cursor\":null}");
    assertThat(admin.get(AUTH_CONFIGS + "?toolkit=slack").body())
        .isEqualTo("{\"items\":[],\"next_cursor\":null}");
  }

  @Test
  void listsPageByPageToTheEnd() {
    assertThat(admin.pages(AUTH_CONFIGS + "?limit=1"))
        .isEqualTo(List.of("[" + FIRST + "]", "[" + SECOND + "]"));
  }
}
