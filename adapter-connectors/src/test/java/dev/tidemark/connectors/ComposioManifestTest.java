package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.testkit.SettableClock;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** Every place of the vendor's documents that can hold a secret, and some that it may add. */
  private static final String SECRETIVE =
      """
      {"items": [{
        "id": "it", "name": "kept", "status": "ACTIVE", "is_composio_managed": false,
        "auth_scheme": "OAUTH2", "authScheme": "OAUTH2", "word_id": "kept-word", "alias": "kept",
        "toolkit": {"slug": "gmail", "logo": "https://logos.test/gmail", "auth_token": "SENTINEL"},
        "auth_config": {"id": "ac_1", "is_disabled": false, "clientSecret": "SENTINEL"},
        "tool_access_config": {"tools_available_for_execution": ["GMAIL_LIST_TOKENS"]},
        "experimental": {"account_type": "SHARED", "acl_config_for_shared": {"x": [{"y": "kept"}]},
          "list": [1, {"deep": {"X-API-Key": "SENTINEL", "x-api-key": "SENTINEL"}}]},
        "credentials": {"client_id": "SENTINEL", "client_secret": "SENTINEL"},
        "shared_credentials": {"any": ["SENTINEL"]},
        "proxy_config": {"proxy_url": "https://u:SENTINEL@proxy.test", "proxy_auth_key": "SENTINEL"},
        "deprecated_params": {"member_uuid": "SENTINEL", "expected_input_fields": ["SENTINEL"]},
        "expected_input_fields": [{"name": "key", "default": "SENTINEL"}],
        "state": {"authScheme": "OAUTH2", "val": {"status": "ACTIVE", "any": "SENTINEL"}},
        "data": {"any": "SENTINEL"}, "params": {"any": "SENTINEL"},
        "deprecated": {"labels": ["SENTINEL"], "uuid": "SENTINEL"},
        "test_request_endpoint": "https://api.test/botSENTINEL/me",
        "access_token": "SENTINEL", "refresh_token": "SENTINEL", "id_token": {"raw": "SENTINEL"},
        "client_secret": "SENTINEL", "webhookSecret": "SENTINEL", "api_key": "SENTINEL",
        "generic_api_key": ["SENTINEL"], "apiKey": "SENTINEL", "password": "SENTINEL",
        "passwd": "SENTINEL", "private_key": "SENTINEL", "auth_key": "SENTINEL",
        "Authorization": "SENTINEL", "session_cookie": "SENTINEL", "SECRET": "SENTINEL",
        "user_credentials": "SENTINEL", "bearer": "SENTINEL", "ACCESS_TOKEN": "SENTINEL"
      }]}
      """;

  @Test
  void letsNoCredentialOut() {
    with(
        asked -> ok(SECRETIVE),
        Map.of("apiVersion", "v3.1"),
        (composio, backend) -> {
          for (String model : List.of("ComposioAuthConfig", "ComposioConnectedAccount")) {
            String record = composio.full(model, new Copy()).records().getOrDefault("it", "");

            assertThat(record).doesNotContain("SENTINEL");
            assertThat(names(parsed(record)))
                .containsExactly(
                    "alias",
                    "authScheme",
                    "auth_config",
                    "auth_scheme",
                    "experimental",
                    "id",
                    "is_composio_managed",
                    "name",
                    "status",
                    "tool_access_config",
                    "toolkit",
                    "word_id");
            assertThat(record)
                .contains("GMAIL_LIST_TOKENS", "acl_config_for_shared", "ac_1", "gmail");
          }
        });
  }

  private static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) Json.parse(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
