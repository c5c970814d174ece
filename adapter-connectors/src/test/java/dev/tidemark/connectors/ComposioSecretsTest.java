package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.testkit.SettableClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret of an auth config or connected account is stored, wherever the vendor puts it. */
class ComposioSecretsTest {
  private static final String SECRET = "SENTINEL";

  /** Every documented field; those that are not to be kept hold a secret. */
  private static final String AUTH_CONFIG =
      """
      {"id": "it", "uuid": "u-1", "type": "custom", "name": "Mine", "auth_scheme": "OAUTH2",
       "toolkit": {"slug": "gmail", "logo": "https://logos.test/gmail"},
       "is_composio_managed": false, "status": "ENABLED", "created_by": "user_1",
       "created_at": "2026-01-01", "last_updated_at": "2026-01-02", "no_of_connections": 3,
       "credentials": {"client_id": "SENTINEL", "client_secret": "SENTINEL"},
       "shared_credentials": {"any": ["SENTINEL"], "webhook_secret": "SENTINEL"},
       "proxy_config": {"proxy_url": "https://u:SENTINEL@proxy.test", "proxy_auth_key": "SENTINEL"},
       "expected_input_fields": [{"name": "key", "default": "SENTINEL"}],
       "restrict_to_following_tools": ["SENTINEL"],
       "tool_access_config": {"tools_available_for_execution": ["SENTINEL"],
         "tools_for_connected_account_creation": [["SENTINEL"]]},
       "deprecated_params": {"member_uuid": "SENTINEL", "toolkit_id": "SENTINEL",
         "default_connector_id": "SENTINEL", "expected_input_fields": ["SENTINEL"]}}
      """;

  private static final String KEPT_OF_AUTH_CONFIG =
      """
      {"id": "it", "uuid": "u-1", "type": "custom", "name": "Mine", "auth_scheme": "OAUTH2",
       "toolkit": {"slug": "gmail", "logo": "https://logos.test/gmail"},
       "is_composio_managed": false, "status": "ENABLED", "created_by": "user_1",
       "created_at": "2026-01-01", "last_updated_at": "2026-01-02", "no_of_connections": 3}
      """;

  private static final String ACCOUNT =
      """
      {"id": "it", "word_id": "gmail_word", "alias": "work", "user_id": "ann@example.com",
       "status": "FAILED", "status_reason": "invalid_grant for refresh token SENTINEL",
       "created_at": "2026-01-01", "updated_at": "2026-01-02", "is_disabled": false,
       "toolkit": {"slug": "gmail"},
       "auth_config": {"id": "ac_1", "auth_scheme": "OAUTH2", "is_composio_managed": true,
         "is_disabled": true, "deprecated": {"uuid": "SENTINEL"}},
       "state": {"authScheme": "SENTINEL", "val": {"status": "SENTINEL", "any": ["SENTINEL"]}},
       "data": {"access_token": "SENTINEL"}, "params": {"any": "SENTINEL"},
       "deprecated": {"labels": ["SENTINEL"], "uuid": "SENTINEL"},
       "test_request_endpoint": "https://api.test/botSENTINEL/me",
       "experimental": {"account_type": "SENTINEL",
         "acl_config_for_shared": {"x": [{"y": "SENTINEL"}]}}}
      """;

  private static final String KEPT_OF_ACCOUNT =
      """
      {"id": "it", "word_id": "gmail_word", "alias": "work", "user_id": "ann@example.com",
       "status": "FAILED", "created_at": "2026-01-01", "updated_at": "2026-01-02",
       "is_disabled": false, "toolkit": {"slug": "gmail"},
       "auth_config": {"id": "ac_1", "auth_scheme": "OAUTH2", "is_composio_managed": true,
         "is_disabled": true}}
      """;

  /** Names that the vendor may come to use, some of them much like those that are kept. */
  private static final List<String> UNHEARD_OF =
      List.of(
          "APIKEY",
          "AUTH_KEY",
          "signing_key",
          "service_role_key",
          "Passphrase",
          "CREDENTIALS",
          "Cookie",
          "JWT",
          "pwd",
          "otp",
          "headers",
          "connection_string",
          "status_reason",
          "token",
          "ID",
          "Id",
          "name ",
          "Status",
          "auth_scheme_",
          "slugs",
          "x",
          "0",
          "*",
          "",
          "toolkit.slug");

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts secrets under all those names into every object there is, however deep it is. */
  private static JsonNode planted(JsonNode record) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(record, objects);
    for (ObjectNode object : objects) {
      for (String name : UNHEARD_OF) {
        object.put(name, SECRET);
        object.putObject(name + "_of").put(name, SECRET).put("id", SECRET).put("slug", SECRET);
        object.putArray(name + "_list").add(SECRET).addObject().put("id", SECRET);
      }
    }
    return record;
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private static String stored(String model, String record) {
    String page = "{\"items\":[" + record + "]}";
    try (FakeProvider backend = FakeProvider.start(asked -> ok(page));
        Acme composio =
            Acme.builtIn("composio", backend.uri(), new SettableClock(Acme.NOON))
                .connectedWith(Map.of("apiKey", "ak_1", "apiVersion", "v3.1"))) {
      Copy copy = composio.full(model, new Copy());
      assertThat(copy.records().keySet()).containsExactly("it");
      assertThat(copy.checkpoint().orElseThrow().value()).doesNotContain(SECRET);
      return copy.records().getOrDefault("it", "");
    }
  }

  private static void holds(String model, String record, String kept) {
    for (String given : List.of(record, planted(parsed(record)).toString())) {
      String stored = stored(model, given);
      assertThat(stored).doesNotContain(SECRET);
      assertThat(parsed(stored)).isEqualTo(parsed(kept));
    }
  }

  @Test
  void keepsOfAnAuthConfigOnlyWhatIsNamed() {
    holds("ComposioAuthConfig", AUTH_CONFIG, KEPT_OF_AUTH_CONFIG);
  }

  @Test
  void keepsOfAConnectedAccountOnlyWhatIsNamed() {
    holds("ComposioConnectedAccount", ACCOUNT, KEPT_OF_ACCOUNT);
  }

  @Test
  void keepsNothingOfAnInnerObjectThatHasBecomeAnythingElse() {
    for (String other :
        List.of(
            "\"SENTINEL\"", "[\"SENTINEL\"]", "[{\"slug\":\"SENTINEL\",\"id\":\"SENTINEL\"}]")) {
      String record = "{\"id\":\"it\",\"toolkit\":%1$s,\"auth_config\":%1$s}".formatted(other);
      assertThat(stored("ComposioAuthConfig", record)).isEqualTo("{\"id\":\"it\"}");
      assertThat(stored("ComposioConnectedAccount", record)).isEqualTo("{\"id\":\"it\"}");
    }
  }

  @Test
  void keepsToolsAndToolkitsWhole() {
    String record = "{\"any\":[{\"token\":\"a parameter\"}],\"slug\":\"it\"}";
    assertThat(stored("ComposioToolkit", record)).isEqualTo(record);
    assertThat(stored("ComposioTool", record)).isEqualTo(record);
  }
}
