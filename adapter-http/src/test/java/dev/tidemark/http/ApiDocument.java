package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI document, with what tests ask of one. */
final class ApiDocument {
  static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  /** The server's own. */
  static final ApiDocument OURS = read("openapi/openapi.yaml");

  /** The facts of the integrations contract, without its prose. */
  static final ApiDocument CONTRACT = read("integrations-contract.json");

  /** One method of one path. */
  record Operation(String method, String path, JsonNode node) {
    /** Such as {@code GET /path}. */
    String name() {
      return method + " " + path;
    }

    /** The path as an expression that fits those it stands for. */
    private Pattern pattern() {
      return Pattern.compile(("\\Q" + path + "\\E").replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q"));
    }
  }

  private final JsonNode root;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

  private ApiDocument(JsonNode root) {
    this.root = root;
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
        if (METHODS.contains(entry.getKey())) {
          operations.add(
              new Operation(
                  entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()));
        }
      }
    }
    // Paths without a parameter are meant before those with one.
    operations.sort(Comparator.comparing(operation -> operation.path().contains("{")));
  }

  private static ApiDocument read(String resource) {
    return new ApiDocument(tree(resource));
  }

  /** A resource of this package, of YAML or of JSON, which is YAML too. */
  static JsonNode tree(String resource) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
      return tree(new String(in.readAllBytes(), UTF_8), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text of YAML or JSON. */
  static JsonNode tree(String text, boolean yaml) {
    try {
      return yaml
          ? new ObjectMapper()
              .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text))
          : new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    return operations;
  }

  /** The operation that answers such a request; a HEAD is answered by a GET. */
  Optional<Operation> find(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return operations.stream()
        .filter(operation -> operation.method().equals(asked))
        .filter(operation -> operation.pattern().matcher(path).matches())
        .findFirst();
  }

  /** Whether any method has an operation there. */
  boolean knows(String path) {
    return operations.stream().anyMatch(operation -> operation.pattern().matcher(path).matches());
  }

  /** What a reference stands for; anything else stands for itself. */
  JsonNode resolve(JsonNode node) {
    JsonNode there = node;
    while (there.has("$ref")) {
      String reference = there.path("$ref").asText();
      there =
          reference.startsWith("#/") ? root.at(reference.substring(1)) : MissingNode.getInstance();
      if (there.isMissingNode()) {
        throw new AssertionError(reference + " leads nowhere");
      }
    }
    return there;
  }

  /** What an operation answers with that status; missing if it does not say. */
  JsonNode response(Operation operation, int status) {
    return resolve(operation.node().path("responses").path(String.valueOf(status)));
  }

  /** Everything in which the value is not as the schema, a part of this document, has it. */
  List<String> violations(JsonNode schema, JsonNode value) {
    return schemas
        .computeIfAbsent(schema, this::compile)
        .validate(value, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.path("components"));
    return SCHEMAS.getSchema(whole);
  }
}
