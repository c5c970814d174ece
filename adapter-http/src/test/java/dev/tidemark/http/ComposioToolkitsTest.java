package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioToolkitsTest {
  private static final String TOOLKITS = Admin.ROOT + "/toolkits";

  private World world;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    admin = Admin.of(world);
    world
        .connector
        .tools
        .add("GITHUB_FORK", "Fork it", "github", false)
        .add("GITHUB_STAR", "Star a repository", "github", true)
        .add("SLACK_SEND", "Send", "slack", false);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void listsTheToolkits() {
    assertThat(admin.get(TOOLKITS).body())
        .isEqualTo(
            "{\"items\":[{\"slug\":\"github\",\"total_tools\":2,\"enabled_tools\":1},"
                + "{\"slug\":\"slack\",\"total_tools\":1,\"enabled_tools\":0}],"
                + "\"next_cursor\":null}");
  }

  @Test
  void listsPageByPageToTheEnd() {
    assertThat(admin.pages(TOOLKITS + "?limit=1"))
        .containsExactly(
            "[{\"slug\":\"github\",\"total_tools\":2,\"enabled_tools\":1}]",
            "[{\"slug\":\"slack\",\"total_tools\":1,\"enabled_tools\":0}]");
  }

  @Test
  void refusesALimitThatIsOutOfRange() {
    AdminErrors.invalid(
        admin.get(TOOLKITS + "?limit=501"), "limit", "limit must be a whole number from 1 to 500");
  }

  @Test
  void enablesAndDisablesAllToolsOfAToolkit() {
    Reply enabled = admin.patch("/toolkits/github", "{\"enabled\":true}");

    assertThat(enabled.status()).isEqualTo(200);
    assertThat(enabled.body())
        .isEqualTo("{\"slug\":\"github\",\"total_tools\":2,\"enabled_tools\":2}");
    assertThat(admin.patch("/toolkits/github", "{\"enabled\":false}").body())
        .isEqualTo("{\"slug\":\"github\",\"total_tools\":2,\"enabled_tools\":0}");
    assertThat(admin.get(Admin.ROOT + "/sync/status").json().path("enabled_tools").asInt(-1))
        .isZero();
  }

  @Test
  void saysThatThereIsNoSuchToolkit() {
    AdminErrors.unknown(
        admin.patch("/toolkits/GITHUB", "{\"enabled\":true}"),
        "There is no toolkit 'GITHUB' in the catalogue");
    AdminErrors.unknown(
        admin.patch("/toolkits/" + "k".repeat(1_025), "{\"enabled\":true}"),
        "There is no such toolkit in the catalogue");
  }

  @Test
  void refusesOtherBodies() {
    AdminErrors.invalid(admin.patch("/toolkits/github", "{}"), "enabled", "enabled is required");
  }
}
