package dev.tidemark.connectors.composio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.record.RecordKey;
import org.junit.jupiter.api.Test;

class ComposioRecordsTest {
  private static final RecordKey SLUG = new RecordKey("GITHUB_STAR");
  private static final RecordKey ID = new RecordKey("ac_1");

  private final ComposioRecords records = new ComposioRecords();

  @Test
  void readsATool() {
    assertThat(
            records.tool(
                SLUG,
                """
                {"name":"Star","slug":"GITHUB_STAR","toolkit":{"logo":"","slug":"github"}}\
                """))
        .isEqualTo(new Tool(new ToolSlug("GITHUB_STAR"), "Star", new ToolkitSlug("github")));
  }

  @Test
  void callsWhatAToolLacksSo() {
    Tool bare = new Tool(new ToolSlug("GITHUB_STAR"), "GITHUB_STAR", new ToolkitSlug("unknown"));

    assertThat(records.tool(SLUG, "{}")).isEqualTo(bare);
    assertThat(records.tool(SLUG, "{\"name\":null,\"toolkit\":\"github\"}")).isEqualTo(bare);
    assertThat(records.tool(SLUG, "{\"toolkit\":{\"slug\":\"%s\"}}".formatted("g".repeat(1025))))
        .isEqualTo(bare);
  }

  @Test
  void readsAnAuthConfig() {
    assertThat(
            records.authConfig(
                ID,
                """
                {"auth_scheme":"OAUTH2","created_at":"2026-01-01","id":"ac_1",\
                "is_composio_managed":true,"last_updated_at":"2026-01-02","name":"Mine",\
                "no_of_connections":3,"status":"ENABLED","toolkit":{"slug":"github"},\
                "type":"default"}\
                """))
        .isEqualTo(
            new AuthConfig(
                "ac_1",
                "Mine",
                new ToolkitSlug("github"),
                "default",
                "OAUTH2",
                true,
                "ENABLED",
                3,
                "2026-01-01",
                "2026-01-02"));
  }

  @Test
  void callsWhatAnAuthConfigLacksSo() {
    assertThat(records.authConfig(ID, "{}"))
        .isEqualTo(
            new AuthConfig(
                "ac_1",
                "ac_1",
                new ToolkitSlug("unknown"),
                "unknown",
                null,
                false,
                "unknown",
                0,
                null,
                null));
  }
}
