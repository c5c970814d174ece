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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers have the fields that the vendor's description gives them, and no others. */
class ComposioShapeTest extends SandboxTestBase {
  private static final Shape KIND = oneOf("native", "custom");
  private static final Shape SCOPE =
      new Shape(
          "a scope or some of which any will do",
          scope -> scope.isTextual() || object("any_of", listOf(TEXT)).holds().test(scope));

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
    Object[] older = {
      "slug", TEXT,
      "name", TEXT,
      "auth_schemes?", listOf(ComposioShapes.SCHEME),
      "composio_managed_auth_schemes?", listOf(ComposioShapes.SCHEME),
      "is_local_toolkit", FLAG,
      "no_auth?", FLAG,
      "deprecated", object("toolkitId", TEXT),
      "meta", meta
    };
    ComposioShapes.check(client, "/api/v3/toolkits?limit=100", object(older));
    ComposioShapes.check(
        client, "/api/v3.1/toolkits?limit=100", object(ComposioShapes.and(older, "type", KIND)));
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
    Object[] older = {
      "slug",
      TEXT,
      "name",
      TEXT,
      "enabled",
      FLAG,
      "composio_managed_auth_schemes?",
      listOf(ComposioShapes.SCHEME),
      "is_local_toolkit",
      FLAG,
      "auth_config_details?",
      listOf(detail),
      "base_url?",
      TEXT,
      "meta",
      meta,
      "get_current_user_endpoint?",
      TEXT,
      "deprecated",
      object(
          "toolkitId", TEXT,
          "getCurrentUserEndpoint?", TEXT,
          "rawProxyInfoByAuthSchemes", listOf(ANY_OBJECT))
    };
    Shape managed = object("mode", TEXT, "scopes", object("available", listOf(TEXT)));
    Shape newer =
        object(ComposioShapes.and(older, "type", KIND, "composio_managed_auth", listOf(managed)));

    JsonNode toolkits = client.composio("/api/v3/toolkits?limit=100").json().path("items");
    for (JsonNode item : toolkits) {
      String slug = item.path("slug").asText();
      object(older).check(client.composio("/api/v3/toolkits/" + slug).json());
      newer.check(client.composio("/api/v3.1/toolkits/" + slug).json());
    }
    assertThat(client.composio("/api/v3/toolkits/gmail?version=latest").status()).isEqualTo(200);
  }

  @Test
  void tools() throws Exception {
    ComposioShapes.check(client, "/api/v3/tools?limit=1000", object(toolFields()));
    ComposioShapes.check(
        client, "/api/v3/tools?limit=1000&toolkit_versions=latest", object(toolFields()));
  }

  @Test
  void toolsOfTheNewerApi() throws Exception {
    Object[] newer =
        ComposioShapes.and(
            toolFields(),
            "scope_requirements",
            orNull(object("all_of", listOf(SCOPE))),
            "human_description",
            TEXT);
    ComposioShapes.check(client, "/api/v3.1/tools?limit=1000", object(newer));
  }

  @Test
  void toolkitCategories() throws Exception {
    Shape page = ComposioShapes.page(object("id", TEXT, "name", TEXT));

    page.check(client.composio("/api/v3/toolkits/categories").json());
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
