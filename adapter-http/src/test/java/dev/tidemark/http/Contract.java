package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidemark.http.ApiDocument.Operation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what the server answers by its own description: status, headers, content type and body.
 * What answers an operation of the integrations contract is judged by that as well.
 */
final class Contract {
  private static final ApiDocument OURS = ApiDocument.OURS;

  private Contract() {}

  /** Fails if the answer to such a request is not as it is described. */
  static void check(String method, String target, Reply reply) {
    String path = path(target);
    if (ProbeResource.owns(path)) {
      return;
    }
    List<String> violations =
        method.equals("OPTIONS")
            ? options(path, reply)
            : OURS.find(method, path)
                .filter(operation -> !OURS.response(operation, reply.status()).isMissingNode())
                .map(operation -> operation(operation, method, reply))
                .orElseGet(() -> otherwise(method, path, reply));
    assertThat(violations)
        .as("%s %s: %s %s", method, target, reply.status(), reply.body())
        .isEmpty();
  }

  private static List<String> options(String path, Reply reply) {
    if (reply.status() != 200) {
      return otherwise("OPTIONS", path, reply);
    }
    boolean known = OURS.knows(path) && has(reply, "Allow");
    return reply.body().isEmpty() && (known || path.equals("*"))
        ? List.of()
        : List.of("OPTIONS is answered with 200 and Allow on known paths, and nowhere else");
  }

  private static List<String> operation(Operation operation, String method, Reply reply) {
    JsonNode response = OURS.response(operation, reply.status());
    List<String> violations = headers(response, reply);
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      if (!reply.body().isEmpty()) {
        violations.add("there is a body, of which the document says nothing");
      }
      return violations;
    }
    String type = reply.header("Content-Type");
    Optional<JsonNode> media = media(content, type);
    if (media.isEmpty()) {
      violations.add("the content type " + type + " is not in the document");
    } else if (!method.equals("HEAD")) {
      violations.addAll(OURS.violations(media.get().path("schema"), body(type, reply)));
      violations.addAll(contract(operation, reply, type));
    }
    return violations;
  }

  private static Optional<JsonNode> media(JsonNode content, String type) {
    return content.properties().stream()
        .filter(entry -> fits(entry.getKey(), type))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** JSON has no parameters; a text may have its charset. */
  private static boolean fits(String described, String type) {
    return type.equals(described)
        || (described.startsWith("text/") && type.startsWith(described + ";"));
  }

  private static JsonNode body(String type, Reply reply) {
    return type.startsWith("text/")
        ? TextNode.valueOf(reply.body())
        : ApiDocument.tree(reply.body(), type.endsWith("yaml"));
  }

  private static List<String> contract(Operation operation, Reply reply, String type) {
    return ApiDocument.CONTRACT
        .find(operation.method(), operation.path())
        .map(theirs -> contractViolations(theirs, reply.status(), body(type, reply)))
        .orElse(List.of());
  }

  /** Everything in which an answer is not as the contract has it, if it says anything about it. */
  static List<String> contractViolations(Operation theirs, int status, JsonNode body) {
    JsonNode response = ApiDocument.CONTRACT.response(theirs, status);
    return response.isMissingNode()
        ? List.of()
        : ApiDocument.CONTRACT.violations(
            ownShape(response.path("content").path("application/json").path("schema")), body);
  }

  /** The contract's oneOf for capabilities fits every one of them twice; anyOf is what it means. */
  private static JsonNode ownShape(JsonNode schema) {
    return schema.path("$ref").asText().endsWith("/IntegrationCapabilitiesResponse")
        ? JsonNodeFactory.instance
            .objectNode()
            .set("anyOf", ApiDocument.CONTRACT.resolve(schema).path("oneOf"))
        : schema;
  }

  private static List<String> headers(JsonNode response, Reply reply) {
    List<String> violations = new ArrayList<>();
    response
        .path("headers")
        .properties()
        .forEach(entry -> {
          JsonNode header = OURS.resolve(entry.getValue());
          if (!has(reply, entry.getKey())) {
            if (header.path("required").asBoolean()) {
              violations.add(entry.getKey() + " is missing");
            }
          } else {
            String value = reply.header(entry.getKey());
            boolean number = header.path("schema").path("type").asText().equals("integer");
            violations.addAll(
                OURS.violations(
                    header.path("schema"),
                    ApiDocument.tree(number ? value : '"' + value + '"', false)));
          }
        });
    return violations;
  }

  /** An answer to a request that is no operation, or was refused before anybody saw that it is. */
  private static List<String> otherwise(String method, String path, Reply reply) {
    JsonNode others = OURS.root().path("x-tidemark-other-requests");
    List<String> violations = new ArrayList<>();
    if (!others.path("statuses").toString().contains("\"" + reply.status() + "\"")
        || OURS.find(method, path).isPresent()) {
      violations.add("the status is not in the document");
    }
    if ((reply.status() == 405) != has(reply, "Allow")) {
      violations.add("405 comes with Allow, and nothing else does");
    }
    if (reply.status() == (OURS.knows(path) ? 404 : 405)) {
      violations.add("404 is for unknown paths, 405 for known ones");
    }
    for (JsonNode surface : others.path("surfaces")) {
      if (below(path, surface.path("prefix").asText())) {
        String type = reply.header("Content-Type");
        if (!fits(surface.path("contentType").asText(), type)) {
          violations.add("the content type is not that of the surface: " + type);
        }
        if (!method.equals("HEAD")) {
          violations.addAll(OURS.violations(surface.path("schema"), body(type, reply)));
        }
        return violations;
      }
    }
    throw new AssertionError("the last surface takes everything");
  }

  private static boolean below(String path, String prefix) {
    return path.startsWith(prefix)
        && (prefix.isEmpty()
            || path.length() == prefix.length()
            || "/#;".indexOf(path.charAt(prefix.length())) >= 0);
  }

  private static boolean has(Reply reply, String header) {
    return reply.headers().firstValue(header).isPresent();
  }

  /** The path of a request's target, without detours and decoded, as far as that can be done. */
  private static String path(String target) {
    String path =
        target
            .replaceFirst("^\\w+://[^/?#]*", "")
            .replaceFirst("[?#].*", "")
            .replaceAll(";[^/]*", "")
            .replaceAll("/(?=/)", "");
    try {
      return path.startsWith("/") ? URI.create(path).normalize().getPath() : path;
    } catch (IllegalArgumentException malformed) {
      return Pattern.compile("(?:%[0-9a-fA-F]{2})+")
          .matcher(path)
          .replaceAll(part ->
              Matcher.quoteReplacement(
                  URLDecoder.decode(part.group(), StandardCharsets.ISO_8859_1)));
    }
  }
}
