package dev.tidemark.sandbox;

import static dev.tidemark.sandbox.Shape.ANY_OBJECT;
import static dev.tidemark.sandbox.Shape.FLAG;
import static dev.tidemark.sandbox.Shape.NUMBER;
import static dev.tidemark.sandbox.Shape.TEXT;
import static dev.tidemark.sandbox.Shape.listOf;
import static dev.tidemark.sandbox.Shape.object;
import static dev.tidemark.sandbox.Shape.oneOf;
import static dev.tidemark.sandbox.Shape.orNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Auth configs, connected accounts and the key have the fields that the vendor describes. */
class ComposioConnectionShapeTest extends SandboxTestBase {
  private static final Shape STATUS =
      oneOf("INITIALIZING", "INITIATED", "ACTIVE", "FAILED", "EXPIRED", "INACTIVE");

  @BeforeEach
  void letSomeTimeGoBy() {
    clock.advance(Duration.ofHours(8));
  }

  @Test
  void authConfigs() throws Exception {
    Shape outOfUse =
        object(
            "default_connector_id",
            orNull(TEXT),
            "member_uuid?",
            TEXT,
            "toolkit_id?",
            TEXT,
            "expected_input_fields?",
            listOf(ANY_OBJECT));
    Shape older = object(ComposioShapes.and(configFields(), "deprecated_params?", outOfUse));
    Shape newer = object(configFields());
    String list = "/auth_configs?limit=50&show_disabled=true";
    ComposioShapes.check(client, "/api/v3" + list, older);
    ComposioShapes.check(client, "/api/v3.1" + list, newer);
    String one = "/auth_configs/" + id("/api/v3" + list);
    older.check(client.composio("/api/v3" + one).json());
    newer.check(client.composio("/api/v3.1" + one).json());
  }

  @Test
  void connectedAccounts() throws Exception {
    Shape uuid = object("uuid", TEXT);
    Object[] older =
        ComposioShapes.and(
            accountFields("deprecated?", uuid),
            "deprecated?",
            object("labels", listOf(TEXT), "uuid", TEXT));
    Object[] newer =
        ComposioShapes.and(
            accountFields(),
            "word_id",
            orNull(TEXT),
            "alias",
            orNull(TEXT),
            "experimental?",
            object("account_type", oneOf("PRIVATE", "SHARED")));
    String list = "/connected_accounts?limit=1000";
    ComposioShapes.check(client, "/api/v3" + list, object(older));
    ComposioShapes.check(client, "/api/v3.1" + list, object(newer));
    ComposioShapes.check(client, "/api/v3.1" + list + "&order_by=updated_at", object(newer));
    String one = "/connected_accounts/" + id("/api/v3" + list);
    object(ComposioShapes.and(older, "params", ANY_OBJECT))
        .check(client.composio("/api/v3" + one).json());
    object(ComposioShapes.and(newer, "params", ANY_OBJECT))
        .check(client.composio("/api/v3.1" + one).json());
  }

  @Test
  void whoseKeyItIs() throws Exception {
    Shape project =
        object(
            "auto_id", NUMBER,
            "id", TEXT,
            "org_id", TEXT,
            "name", TEXT,
            "email", TEXT,
            "nano_id", TEXT,
            "created_at", TEXT,
            "updated_at", TEXT,
            "webhook_url", orNull(TEXT),
            "event_webhook_url", orNull(TEXT),
            "webhook_secret", orNull(TEXT),
            "triggers_enabled", FLAG,
            "last_subscribed_at", orNull(TEXT),
            "deleted", FLAG,
            "is_new_webhook", FLAG,
            "webhook_version", oneOf("V1", "V2", "V3"),
            "org", object("id", TEXT, "name", TEXT, "plan", TEXT));
    Shape key =
        object(
            "auto_id", NUMBER,
            "id", TEXT,
            "name", TEXT,
            "project_id", TEXT,
            "org_member_id", TEXT,
            "created_at", TEXT,
            "updated_at", TEXT,
            "deleted_at", orNull(TEXT),
            "key", TEXT,
            "deleted", FLAG);
    Shape member = object("id", TEXT, "email", TEXT, "name", TEXT, "role", TEXT);

    object("project", project, "api_key", key, "org_member", member)
        .check(client.composio("/api/v3/auth/session/info").json());
  }

  /** What the state of an account must hold is the vendor's client's rule as well. */
  @Test
  void everyStateHoldsWhatItsSchemeNeeds() throws Exception {
    Map<String, List<String>> needed =
        Map.of(
            "OAUTH2", List.of("access_token"),
            "OAUTH1", List.of("oauth_token", "oauth_token_secret"),
            "BASIC", List.of("username"),
            "BEARER_TOKEN", List.of("token"),
            "API_KEY", List.of());
    Set<String> seen = new HashSet<>();
    for (String toolkit : List.of("gmail", "trello", "twilio", "sentry", "stripe")) {
      JsonNode config =
          composio().data().add("auth_configs", Json.object().put("toolkit_slug", toolkit));
      String id = config.path("id").asText();
      composio().data().add("connected_accounts", Json.object().put("auth_config_id", id));
      JsonNode account =
          client.composio("/api/v3/connected_accounts?auth_config_ids=" + id).json().at("/items/0");
      String scheme = account.at("/state/authScheme").asText();
      seen.add(scheme);
      for (String field : needed.getOrDefault(scheme, List.of("nothing"))) {
        assertThat(account.at("/state/val/" + field).isTextual()).as(scheme + field).isTrue();
      }
    }
    assertThat(seen).isEqualTo(needed.keySet());
  }

  @Test
  void everyStatusFitsItsScheme() throws Exception {
    JsonNode accounts = client.composio("/api/v3/connected_accounts?limit=1000").json();

    for (JsonNode account : accounts.path("items")) {
      JsonNode state = account.path("state");
      assertThat(state.path("authScheme")).isEqualTo(account.at("/auth_config/auth_scheme"));
      assertThat(state.at("/val/status")).isEqualTo(account.path("status"));
      if (!account.at("/auth_config/auth_scheme").asText().startsWith("OAUTH")) {
        assertThat(account.path("status").asText()).isIn("ACTIVE", "INACTIVE");
      }
    }
  }

  private String id(String list) throws Exception {
    return client.composio(list).json().at("/items/0/id").asText();
  }

  private static Object[] configFields() {
    return new Object[] {
      "id", TEXT,
      "uuid", TEXT,
      "type", oneOf("default", "custom"),
      "toolkit", object("slug", TEXT, "logo", TEXT),
      "name", TEXT,
      "auth_scheme?", ComposioShapes.SCHEME,
      "is_composio_managed?", FLAG,
      "credentials?", ANY_OBJECT,
      "proxy_config?", object("proxy_url", TEXT, "proxy_auth_key?", TEXT),
      "status", oneOf("ENABLED", "DISABLED"),
      "created_by?", TEXT,
      "created_at?", TEXT,
      "last_updated_at?", TEXT,
      "no_of_connections", NUMBER,
      "expected_input_fields?", listOf(ANY_OBJECT),
      "restrict_to_following_tools?", listOf(TEXT),
      "tool_access_config",
          object(
              "tools_for_connected_account_creation?", listOf(TEXT),
              "tools_available_for_execution?", listOf(TEXT)),
      "shared_credentials?", ANY_OBJECT
    };
  }

  /** The fields in both versions, with more of the config's. */
  private static Object[] accountFields(Object... ofConfig) {
    Object[] config = {
      "id", TEXT,
      "auth_scheme", ComposioShapes.SCHEME,
      "is_composio_managed", FLAG,
      "is_disabled", FLAG
    };
    return new Object[] {
      "toolkit", object("slug", TEXT),
      "auth_config", object(ComposioShapes.and(config, ofConfig)),
      "id", TEXT,
      "user_id", TEXT,
      "status", STATUS,
      "created_at", TEXT,
      "updated_at", TEXT,
      "state", ANY_OBJECT,
      "data", ANY_OBJECT,
      "status_reason", orNull(TEXT),
      "is_disabled", FLAG,
      "test_request_endpoint?", TEXT
    };
  }
}
