package dev.tidemark.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The JSON object in the body of a request. Its fields are read one by one, and everything that is
 * wrong with them is told at once, by {@link #done()}.
 */
public final class RequestBody {
  private final ObjectNode fields;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Issue> issues = new ArrayList<>();

  private RequestBody(ObjectNode fields) {
    this.fields = fields;
  }

  static RequestBody read(ServerRequest request, int maxBytes) {
    if (!request.content().hasEntity()) {
      throw new Refusal(Problem.invalid("The request body must be a JSON object, but is empty"));
    }
    List<String> contentTypes = request.headers().all(HeaderNames.CONTENT_TYPE, List::of);
    if (contentTypes.size() != 1 || !MediaTypes.json(contentTypes.getFirst())) {
      throw new Refusal(Problem.of(Fault.UNSUPPORTED_MEDIA_TYPE));
    }
    return new RequestBody(StrictJson.object(BodyBytes.read(request.content(), maxBytes)));
  }

  /** A text that must be there; empty, and an issue, if it is not. */
  public String text(String name) {
    JsonNode value = field(name);
    if (value.isTextual()) {
      return value.textValue();
    }
    issue(name + (value.isMissingNode() ? " is required" : " must be a string"), name);
    return "";
  }

  /** True or false; false if it is not there. */
  public boolean flag(String name) {
    JsonNode value = field(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      issue(name + " must be true or false", name);
    }
    return value.booleanValue();
  }

  /**
   * An object of texts, if it is there; numbers and booleans are taken as they are written, arrays
   * as their JSON, and what is in an inner object gets a key with a dot.
   */
  public Optional<Map<String, String>> texts(String name) {
    JsonNode value = field(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      issue(name + " must be an object", name);
      return Optional.empty();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    collect(value, "", texts, (key, problem) -> issue(name + " " + problem, name, key));
    return Optional.of(texts);
  }

  private static void collect(
      JsonNode object,
      String prefix,
      Map<String, String> texts,
      BiConsumer<String, String> problems) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        problems.accept(key, "takes no null");
      } else if (value.isObject()) {
        collect(value, key + ".", texts, problems);
      } else if (texts.put(key, value.isArray() ? value.toString() : value.asText()) != null) {
        problems.accept(key, "has this twice, once with a dot and once in an object");
      }
    }
  }

  /** Notes that something is wrong with the value at that path. */
  public void issue(String message, String... path) {
    issues.add(new Issue(List.of(path), message));
  }

  /** Whether something is wrong with the field of that name, as far as it was read. */
  public boolean flawed(String name) {
    return issues.stream().anyMatch(issue -> issue.path().getFirst().equals(name));
  }

  /**
   * To be called when all fields are read.
   *
   * @throws Refusal if anything is wrong with one, or if there is one that was not read
   */
  public void done() {
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      if (!known.contains(entry.getKey())) {
        issue("The request body takes " + String.join(", ", known) + " only", entry.getKey());
      }
    }
    if (!issues.isEmpty()) {
      throw new Refusal(Problem.invalid(issues));
    }
  }

  private JsonNode field(String name) {
    known.add(name);
    return fields.path(name);
  }
}
