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
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers have the fields that the vendor's description gives them, and no others. */
class ComposioShapeTest extends SandboxTestBase {
  private static final Shape SCHEME =
      oneOf("OAUTH2", "OAUTH1", "API_KEY", "BASIC", "BEARER_TOKEN", "NO_AUTH");
  private static final Shape SCOPE =
      new Shape(
          "a scope or some of which any will do",
          scope -> scope.isTextual() || object("any_of", listOf(TEXT)).holds().test(scope));
  private static final Shape STATUS =
      oneOf("INITIALIZING", "INITIATED", "ACTIVE", "FAILED", "EXPIRED", "INACTIVE");

  @BeforeEach
  void letSomeTimeGoBy() {
    clock.advance(Duration.ofHours(8));
  }

  @Test
  void toolkits() throws Exception {
    Shape meta =
        object(
            "created_at", TEXT,
            "updated_at", TEXT,
            "description", TEXT,
            "logo", TEXT,
            "app_url?", orNull(TEXT),
            "categories", listOf(object("id", TEXT, "name", TEXT)),
            "triggers_count", NUMBER,
            "tools_count", NUMBER,
            "version", TEXT);
    check(
        "/api/v3/toolkits?limit=100",
        object(
            "slug", TEXT,
            "name", TEXT,
            "auth_schemes?", listOf(SCHEME),
            "composio_managed_auth_schemes?", listOf(SCHEME),
            "is_local_toolkit", FLAG,
            "no_auth?", FLAG,
            "deprecated", object("toolkitId", TEXT),
            "meta", meta));
  }

  @Test
  void oneToolkit() throws Exception {
    Shape field =
        object(
            "name", TEXT,
            "displayName", TEXT,
            "default?", orNull(TEXT),
            "type", TEXT,
            "description", TEXT,
            "required", FLAG,
            "legacy_template_name?", TEXT);
    Shape fields = object("required", listOf(field), "optional", listOf(field));
    Shape detail =
        object(
            "mode", TEXT,
            "fields",
                object("auth_config_creation", fields, "connected_account_initiation", fields),
            "proxy?", object("base_url", TEXT),
            "name", TEXT,
            "deprecated_auth_provider_details?", ANY_OBJECT);
    Shape meta =
        object(
            "created_at", TEXT,
            "updated_at", TEXT,
            "description", TEXT,
            "logo", TEXT,
            "app_url?", orNull(TEXT),
            "categories", listOf(object("name", TEXT, "slug", TEXT)),
            "triggers_count", NUMBER,
            "tools_count", NUMBER,
            "version", TEXT,
            "available_versions", listOf(TEXT));
    Shape toolkit =
        object(
            "slug", TEXT,
            "name", TEXT,
            "enabled", FLAG,
            "composio_managed_auth_schemes?", listOf(SCHEME),
            "is_local_toolkit", FLAG,
            "auth_config_details?", listOf(detail),
            "base_url?", TEXT,
            "meta", meta,
            "get_current_user_endpoint?", TEXT,
            "deprecated",
                object(
                    "toolkitId", TEXT,
                    "getCurrentUserEndpoint?", TEXT,
                    "rawProxyInfoByAuthSchemes", listOf(ANY_OBJECT)));

    JsonNode toolkits = client.composio("/api/v3/toolkits?limit=100").json().path("items");
    for (JsonNode item : toolkits) {
      toolkit.check(client.composio("/api/v3/toolkits/" + item.path("slug").asText()).json());
    }
    assertThat(client.composio("/api/v3/toolkits/gmail?version=latest").status()).isEqualTo(200);
  }

  @Test
  void tools() throws Exception {
    check("/api/v3/tools?limit=1000", object(toolFields()));
    check("/api/v3/tools?limit=1000&toolkit_versions=latest", object(toolFields()));
  }

  @Test
  void toolsOfTheNewerApi() throws Exception {
    Object[] older = toolFields();
    Object[] newer = Arrays.copyOf(older, older.length + 4);
    newer[older.length] = "scope_requirements";
    newer[older.length + 1] = orNull(object("all_of", listOf(SCOPE)));
    newer[older.length + 2] = "human_description";
    newer[older.length + 3] = TEXT;
    check("/api/v3.1/tools?limit=1000", object(newer));
  }

  @Test
  void authConfigs() throws Exception {
    check(
        "/api/v3/auth_configs?limit=50&show_disabled=true",
        object(
            "id", TEXT,
            "uuid", TEXT,
            "type", oneOf("default", "custom"),
            "toolkit", object("slug", TEXT, "logo", TEXT),
            "name", TEXT,
            "auth_scheme?", SCHEME,
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
            "shared_credentials?", ANY_OBJECT,
            "deprecated_params?",
                object(
                    "default_connector_id",
                    orNull(TEXT),
                    "member_uuid?",
                    TEXT,
                    "toolkit_id?",
                    TEXT,
                    "expected_input_fields?",
                    listOf(ANY_OBJECT))));
  }

  @Test
  void connectedAccounts() throws Exception {
    check(
        "/api/v3/connected_accounts?limit=1000",
        object(
            "toolkit", object("slug", TEXT),
            "auth_config",
                object(
                    "id", TEXT,
                    "auth_scheme", SCHEME,
                    "is_composio_managed", FLAG,
                    "is_disabled", FLAG,
                    "deprecated?", object("uuid", TEXT)),
            "id", TEXT,
            "user_id", TEXT,
            "status", STATUS,
            "created_at", TEXT,
            "updated_at", TEXT,
            "state", ANY_OBJECT,
            "data", ANY_OBJECT,
            "status_reason", orNull(TEXT),
            "is_disabled", FLAG,
            "test_request_endpoint?", TEXT,
            "deprecated?", object("labels", listOf(TEXT), "uuid", TEXT)));
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

  private void check(String path, Shape item) throws Exception {
    JsonNode page = client.composio(path).json();
    object(
            "items", listOf(item),
            "next_cursor?", orNull(TEXT),
            "total_pages", NUMBER,
            "current_page", NUMBER,
            "total_items", NUMBER)
        .check(page);
    assertThat(page.path("items")).hasSizeGreaterThan(30);
  }

  private static Object[] toolFields() {
    return new Object[] {
      "slug",
      TEXT,
      "name",
      TEXT,
      "description",
      TEXT,
      "toolkit",
      object("slug", TEXT, "name", TEXT, "logo", TEXT),
      "input_parameters",
      ANY_OBJECT,
      "no_auth",
      FLAG,
      "available_versions",
      listOf(TEXT),
      "version",
      TEXT,
      "output_parameters",
      ANY_OBJECT,
      "scopes",
      listOf(TEXT),
      "tags",
      listOf(TEXT),
      "is_deprecated",
      FLAG,
      "deprecated",
      object(
          "displayName", TEXT,
          "version", TEXT,
          "available_versions", listOf(TEXT),
          "is_deprecated", FLAG,
          "toolkit", object("logo", TEXT))
    };
  }
}
