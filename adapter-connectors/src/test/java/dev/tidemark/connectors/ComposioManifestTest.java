package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.testkit.SettableClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Composio's manifest asks of a backend, and what it takes from one. */
class ComposioManifestTest {
  private static final List<String> LISTINGS =
      List.of("toolkits", "tools", "auth_configs", "connected_accounts");
  private static final String KITS =
      """
      {"items": [{"slug": "gmail", "meta": {"version": "1", "updated_at": "2026-01-01"}}],
       "next_cursor": null}
      """;

  private final SettableClock clock = new SettableClock(Acme.NOON);

  /** What a backend sees of us. */
  private interface Use {
    void by(Acme composio, FakeProvider backend);
  }

  private void with(Function<Asked, Answer> behaviour, Map<String, String> others, Use use) {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("apiKey", "ak_1");
    try (FakeProvider backend = FakeProvider.start(behaviour);
        Acme composio =
            Acme.builtIn("composio", backend.uri(), clock).connectedWith(Map.copyOf(settings))) {
      use.by(composio, backend);
    }
  }

  private static void readAll(Acme composio) {
    for (String model : List.of("Toolkit", "Tool", "AuthConfig", "ConnectedAccount")) {
      composio.full("Composio" + model, new Copy());
    }
  }

  private static Map<String, Asked> byListing(FakeProvider backend) {
    return backend.asked().stream()
        .collect(
            Collectors.toMap(
                asked -> asked.path().replaceFirst(".*/", ""), asked -> asked, (one, two) -> two));
  }

  private static Answer one(Asked asked) {
    return asked.path().endsWith("toolkits") ? ok(KITS) : ok("{\"items\": []}");
  }

  @Test
  void asksForAllThereIsInPagesThatTheVendorGives() {
    with(
        ComposioManifestTest::one,
        Map.of(),
        (composio, backend) -> {
          readAll(composio);

          Map<String, Asked> asked = byListing(backend);
          assertThat(asked.keySet()).containsExactlyInAnyOrderElementsOf(LISTINGS);
          assertThat(asked.values())
              .allMatch(request -> request.path().startsWith("/api/v3/"))
              .allMatch(request -> request.header("x-api-key").equals("ak_1"));
          assertThat(asked.get("toolkits").query())
              .containsEntry("include_deprecated", List.of("true"))
              .containsEntry("managed_by", List.of("all"))
              .containsEntry("limit", List.of("1000"));
          assertThat(asked.get("tools").query())
              .containsEntry("toolkit_slug", List.of("gmail"))
              .containsEntry("toolkit_versions", List.of("latest"))
              .containsEntry("limit", List.of("100"));
          assertThat(asked.get("auth_configs").query())
              .containsEntry("show_disabled", List.of("true"))
              .containsEntry("limit", List.of("50"));
          assertThat(asked.get("connected_accounts").query()).containsOnlyKeys("limit");
        });
  }

  @Test
  void asksInTheNewerVersionForSharedAccountsToo() {
    with(
        ComposioManifestTest::one,
        Map.of("apiVersion", "v3.1"),
        (composio, backend) -> {
          assertThat(composio.check()).isEqualTo(new CredentialCheck.Accepted());
          readAll(composio);

          assertThat(backend.asked()).allMatch(request -> request.path().startsWith("/api/v3.1/"));
          assertThat(byListing(backend).get("connected_accounts").query())
              .containsEntry("account_type", List.of("ALL"));
        });
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    for (String version : List.of("v2", "v3.10", "v3x1", "3", "v3/../v2")) {
      with(
          ComposioManifestTest::one,
          Map.of("apiVersion", version),
          (composio, backend) -> {
            assertThat(composio.check())
                .isEqualTo(
                    new CredentialCheck.Rejected(
                        "API version (v3 or v3.1) does not look like one of Composio"));
            assertThat(backend.asked()).isEmpty();
          });
    }
    with(
        ComposioManifestTest::one,
        Map.of("apiVersion", ""),
        (composio, backend) -> {
          assertThat(composio.check()).isEqualTo(new CredentialCheck.Accepted());
          assertThat(backend.lastAsked().path()).isEqualTo("/api/v3/auth_configs");
        });
  }

  @Test
  void takesACursorThatIsNullAbsentOrEmptyForTheLastPage() {
    for (String end : List.of(",\"next_cursor\":null", "", ",\"next_cursor\":\"\"")) {
      with(
          asked ->
              asked.parameter("cursor").isEmpty()
                  ? ok("{\"items\":[{\"id\":\"a\"}],\"next_cursor\":\"MjoxMDA=\"}")
                  : ok("{\"items\":[{\"id\":\"" + asked.parameter("cursor") + "\"}]" + end + "}"),
          Map.of(),
          (composio, backend) -> {
            assertThat(composio.full("ComposioAuthConfig", new Copy()).records().keySet())
                .containsExactlyInAnyOrder("a", "MjoxMDA=");
            assertThat(backend.asked()).hasSize(2);
          });
    }
  }

  @Test
  void waitsAsLongAsTheVendorSays() {
    with(
        asked -> json(429, "{\"error\":{\"message\":\"slow down\"}}").with("Retry-After", "77"),
        Map.of(),
        (composio, backend) ->
            assertThat(composio.failure("ComposioTool"))
                .isEqualTo(
                    new FetchFailure.RateLimited(
                        "Composio answered 429 to ComposioTool's parent toolkits: slow down",
                        Acme.NOON.plusSeconds(77))));
  }

  /** As the vendor does, it hides what is deprecated from those that do not ask for it. */
  private static Answer withDeprecated(Asked asked) {
    String slug = asked.path().endsWith("toolkits") ? "gmail" : "GMAIL_SEND";
    String old = "{\"slug\": \"OLD_%s\", \"is_deprecated\": true},".formatted(slug);
    boolean shows = asked.parameter("include_deprecated").equals("true");
    return ok("{\"items\": [%s{\"slug\": \"%s\"}]}".formatted(shows ? old : "", slug));
  }

  @Test
  void readsWhatIsDeprecated() {
    with(
        ComposioManifestTest::withDeprecated,
        Map.of(),
        (composio, backend) -> {
          assertThat(composio.full("ComposioToolkit", new Copy()).records().keySet())
              .containsExactly("OLD_gmail", "gmail");
          assertThat(composio.full("ComposioTool", new Copy()).records().keySet())
              .containsExactly("GMAIL_SEND", "OLD_GMAIL_SEND");
        });
  }

  @Test
  void readsTheToolsOfToolkitsThatShowNoChangeEachTime() {
    with(
        ComposioManifestTest::withDeprecated,
        Map.of(),
        (composio, backend) -> {
          Copy copy = composio.full("ComposioTool", new Copy());
          int before = backend.asked().size();
          composio.increment("ComposioTool", copy);

          assertThat(backend.asked().stream().skip(before).map(Asked::path))
              .containsExactly("/api/v3/toolkits", "/api/v3/tools", "/api/v3/tools");
        });
  }

  @Test
  void takesAToolkitThatIsGoneWhenItsToolsAreAskedForForOneWithoutTools() {
    with(
        asked -> {
          if (asked.path().endsWith("toolkits")) {
            return ok("{\"items\": [{\"slug\": \"gmail\"}, {\"slug\": \"gone\"}]}");
          }
          return asked.parameter("toolkit_slug").equals("gone")
              ? json(404, "{\"error\":{\"message\":\"no such toolkit\"}}")
              : ok("{\"items\": [{\"slug\": \"GMAIL_SEND\"}]}");
        },
        Map.of(),
        (composio, backend) ->
            assertThat(composio.full("ComposioTool", new Copy()).records().keySet())
                .containsExactly("GMAIL_SEND"));
  }
}
