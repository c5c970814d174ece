package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SchemaLocation;
import dev.tidemark.http.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The description of the API is one that tools can rely on. */
class OpenApiDocumentTest {
  private static final ApiDocument OURS = ApiDocument.OURS;
  private static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

  @Test
  void isValidByTheOfficialSchemaOfOpenApi() {
    JsonSchema schema = ApiDocument.SCHEMAS.getSchema(ApiDocument.tree("openapi-3.1.schema.yaml"));

    assertThat(schema.validate(OURS.root())).isEmpty();
    JsonNode flawed = OURS.root().deepCopy();
    ((ObjectNode) flawed.at("/paths/~1metrics/get")).put("surplus", 1);
    assertThat(schema.validate(flawed)).isNotEmpty();
  }

  @Test
  void hasOnlySchemasThatAreJsonSchema() {
    List<JsonNode> schemas = new ArrayList<>();
    OURS.root().path("components").path("schemas").forEach(schemas::add);
    schemas.addAll(OURS.root().path("paths").findValues("schema"));
    assertThat(schemas).hasSizeGreaterThan(30);

    JsonSchema meta = ApiDocument.SCHEMAS.getSchema(SchemaLocation.of(JSON_SCHEMA));
    for (JsonNode schema : schemas) {
      assertThat(meta.validate(schema)).as(schema.toString()).isEmpty();
    }
  }

  @Test
  void hasNoReferenceThatLeadsNowhereAndNoComponentThatNobodyUses() {
    Set<String> used = new HashSet<>();
    walk(
        OURS.root(),
        "",
        (pointer, node) -> {
          if (node.has("$ref")) {
            OURS.resolve(node);
            used.add(node.path("$ref").asText());
          }
        });
    for (Map.Entry<String, JsonNode> kind : OURS.root().path("components").properties()) {
      if (!kind.getKey().equals("securitySchemes")) {
        for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
          assertThat(used).contains("#/components/" + kind.getKey() + "/" + component.getKey());
        }
      }
    }
  }

  @Test
  void showsAnExampleOfEveryBodyThatFitsItsSchema() {
    List<String> seen = new ArrayList<>();
    walk(
        OURS.root(),
        "",
        (pointer, node) -> {
          if (pointer.contains("/content/") && node.has("schema")) {
            List<JsonNode> examples = examples(node);
            assertThat(examples).as(pointer).isNotEmpty();
            for (JsonNode example : examples) {
              assertThat(OURS.violations(node.path("schema"), example))
                  .as(pointer + ": " + example)
                  .isEmpty();
            }
            seen.add(pointer);
          }
        });
    assertThat(seen).hasSizeGreaterThan(50);
  }

  @Test
  void showsOnlyExamplesOfParametersAndHeadersAndSchemasThatFit() {
    List<String> seen = new ArrayList<>();
    walk(
        OURS.root(),
        "",
        (pointer, node) -> {
          JsonNode schema = node.has("schema") ? node.path("schema") : node;
          if (node.has("example") && !pointer.contains("/content/")) {
            assertThat(OURS.violations(schema, node.path("example"))).as(pointer).isEmpty();
            seen.add(pointer);
          }
          if (node.path("examples").isArray()) {
            for (JsonNode example : node.path("examples")) {
              assertThat(OURS.violations(schema, example)).as(pointer).isEmpty();
              seen.add(pointer);
            }
          }
        });
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void namesEveryOperationOnceAndSaysWhoMayCallIt() {
    Set<String> ids = new HashSet<>();
    for (Operation operation : OURS.operations()) {
      JsonNode node = operation.node();
      assertThat(ids.add(node.path("operationId").asText())).as(operation.name()).isTrue();
      assertThat(node.path("operationId").asText()).as(operation.name()).isNotEmpty();
      assertThat(node.path("summary").asText()).as(operation.name()).isNotEmpty();
      assertThat(node.path("tags")).as(operation.name()).hasSize(1);
      assertThat(node.has("security")).as(operation.name()).isTrue();
      for (JsonNode scheme : node.path("security")) {
        for (Map.Entry<String, JsonNode> name : scheme.properties()) {
          assertThat(OURS.root().path("components").path("securitySchemes").has(name.getKey()))
              .as(operation.name())
              .isTrue();
        }
      }
    }
  }

  @Test
  void saysOfEveryOperationWithAKeyThatItMayBeRefused() {
    for (Operation operation : OURS.operations()) {
      if (!operation.node().path("security").isEmpty()) {
        for (int status : new int[] {400, 401, 413, 429, 500, 503}) {
          assertThat(OURS.response(operation, status).isMissingNode())
              .as(operation.name() + " " + status)
              .isFalse();
        }
        assertThat(OURS.response(operation, 429).path("headers").has("Retry-After")).isTrue();
        assertThat(OURS.response(operation, 401).path("headers").has("WWW-Authenticate")).isTrue();
      }
    }
  }

  /** The examples of a media type. */
  static List<JsonNode> examples(JsonNode media) {
    List<JsonNode> examples = new ArrayList<>();
    if (media.has("example")) {
      examples.add(media.path("example"));
    }
    media.path("examples").forEach(example -> examples.add(example.path("value")));
    return examples;
  }

  /** Everything but what is inside of examples of bodies, which may hold anything. */
  private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
    if (node.isObject()) {
      visitor.accept(pointer, node);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getKey().equals("example") && !entry.getKey().equals("examples")) {
        walk(entry.getValue(), pointer + "/" + entry.getKey().replace("/", "~1"), visitor);
      }
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.path(i), pointer + "/" + i, visitor);
      }
    }
  }
}
