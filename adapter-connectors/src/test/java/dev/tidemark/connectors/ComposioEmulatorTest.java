package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.sandbox.ProviderControl;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Composio's manifest against its emulator. */
class ComposioEmulatorTest {
  private final SettableClock clock = new SettableClock(Acme.NOON);

  private static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) Json.parse(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> ids(Sandbox sandbox, String collection, String key) {
    return sandbox.provider("composio").data().objects(collection).stream()
        .map(object -> object.path(key).asText())
        .collect(Collectors.toSet());
  }

  private static long toolRequests(Sandbox sandbox) {
    return sandbox.provider("composio").requests().getOrDefault("GET /api/v3/tools", 0L);
  }

  private Acme composio(Sandbox sandbox) {
    return Acme.builtIn("composio", sandbox.uri("composio"), clock)
        .connectedWith(Map.of("apiKey", "ak_sandbox"));
  }

  @Test
  void readsAllThatTheEmulatorHas() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(0));
        Acme composio = composio(sandbox)) {
      assertThat(composio.full("ComposioToolkit", new Copy()).records().keySet())
          .isNotEmpty()
          .isEqualTo(ids(sandbox, "toolkits", "slug"));
      assertThat(composio.full("ComposioTool", new Copy()).records().keySet())
          .hasSizeGreaterThan(200)
          .isEqualTo(ids(sandbox, "tools", "slug"));
      assertThat(composio.full("ComposioAuthConfig", new Copy()).records().keySet())
          .hasSizeGreaterThan(20)
          .isEqualTo(ids(sandbox, "auth_configs", "id"));
      Map<String, String> accounts =
          composio.full("ComposioConnectedAccount", new Copy()).records();
      assertThat(accounts.keySet())
          .hasSizeGreaterThan(50)
          .isEqualTo(ids(sandbox, "connected_accounts", "id"));
      assertThat(accounts.values()).noneMatch(json -> json.contains("fake-secret"));
    }
  }

  @Test
  void readsTheToolsOfAReleaseAndOfNoOtherToolkit() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(0));
        Acme composio = composio(sandbox)) {
      Copy copy = composio.full("ComposioTool", new Copy());
      long before = toolRequests(sandbox);
      composio.increment("ComposioTool", copy);
      assertThat(toolRequests(sandbox)).as("nothing has changed").isEqualTo(before);

      clock.advance(Duration.ofHours(1));
      sandbox.provider("composio").data().add("tools", Json.object().put("toolkit_slug", "gmail"));
      composio.increment("ComposioTool", copy);
      assertThat(toolRequests(sandbox)).as("that of one toolkit").isEqualTo(before + 1);
      assertThat(copy.records().keySet()).isEqualTo(ids(sandbox, "tools", "slug"));
      assertThat(copy.checkpoint().orElseThrow().value()).hasSizeLessThan(2000);
    }
  }

  @Test
  void followsToolkitsThatChangeInWhateverWayInBothVersions() {
    for (String version : List.of("v3", "v3.1")) {
      try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(0));
          Acme composio =
              composio(sandbox)
                  .connectedWith(Map.of("apiKey", "ak_sandbox", "apiVersion", version))) {
        var data = sandbox.provider("composio").data();
        Copy copy = composio.full("ComposioTool", new Copy());
        changed(data, "github", "{\"meta\":{\"version\":\"20300101_00\"}}");
        changed(data, "slack", "{\"meta\":{\"updated_at\":\"1999-12-31T23:59:59Z\"}}");
        changed(data, "gmail", "{\"is_deprecated\":true,\"meta\":{\"version\":\"20300101_00\"}}");
        data.delete("toolkits", "notion");
        composio.increment("ComposioTool", copy);

        assertThat(
                copy.records().values().stream()
                    .filter(tool -> tool.contains("\"name\":\"Renamed\""))
                    .map(tool -> parsed(tool).at("/toolkit/slug").asText()))
            .containsExactlyInAnyOrder("github", "slack", "gmail");
        Set<String> without = ids(sandbox, "tools", "slug");
        assertThat(copy.records().keySet()).containsAll(without);
        Copy anew = composio.full("ComposioTool", new Copy());
        assertThat(anew.records().keySet()).isEqualTo(without);

        data.add("toolkits", Json.object().put("slug", "notion"));
        composio.increment("ComposioTool", anew);
        assertThat(anew.records().keySet())
            .hasSizeGreaterThan(without.size())
            .isEqualTo(ids(sandbox, "tools", "slug"));
        assertThat(composio.full("ComposioToolkit", new Copy()).records().keySet())
            .contains("gmail", "notion")
            .isEqualTo(ids(sandbox, "toolkits", "slug"));
        assertThat(composio.full("ComposioConnectedAccount", new Copy()).records().keySet())
            .isEqualTo(ids(sandbox, "connected_accounts", "id"));
      }
    }
  }

  /** The toolkit and one of its tools. */
  private static void changed(ProviderControl.Data data, String toolkit, String changes) {
    String tool =
        data.objects("tools").stream()
            .filter(one -> one.at("/toolkit/slug").asText().equals(toolkit))
            .findFirst()
            .orElseThrow()
            .path("slug")
            .asText();
    data.change("tools", tool, Json.object().put("name", "Renamed"));
    data.change("toolkits", toolkit, parsed(changes));
  }
}
