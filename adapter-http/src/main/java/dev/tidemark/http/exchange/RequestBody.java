package dev.tidemark.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The JSON object in the body of a request, or one within it. Its fields are read one by one, and
 * everything that is wrong with them is told at once, by {@link #done()} of the outermost.
 */
public final class RequestBody {
  private final ObjectNode fields;

  /** Leads to this object; empty for the outermost. */
  private final List<Object> path;

  /** Of the outermost object and all within it. */
  private final List<Issue> issues;

  private final Set<String> known = new LinkedHashSet<>();
  private final List<RequestBody> within = new ArrayList<>();

  private RequestBody(ObjectNode fields, List<Object> path, List<Issue> issues) {
    this.fields = fields;
    this.path = path;
    this.issues = issues;
  }

  static RequestBody read(ServerRequest request, int maxBytes) {
    if (!request.content().hasEntity()) {
      throw new Refusal(Problem.invalid("The request body must be a JSON object, but is empty"));
    }
    refuseOtherTypes(request);
    return new RequestBody(
        StrictJson.object(BodyBytes.read(request.content(), maxBytes)),
        List.of(),
        new ArrayList<>());
  }

  /** Where there is nothing, it does not matter of what type it is. */
  static RequestBody readIfThere(ServerRequest request, int maxBytes) {
    byte[] bytes =
        request.content().hasEntity() ? BodyBytes.read(request.content(), maxBytes) : new byte[0];
    if (bytes.length == 0) {
      return new RequestBody(JsonNodeFactory.instance.objectNode(), List.of(), new ArrayList<>());
    }
    refuseOtherTypes(request);
    return new RequestBody(StrictJson.object(bytes), List.of(), new ArrayList<>());
  }

  private static void refuseOtherTypes(ServerRequest request) {
    List<String> contentTypes = request.headers().all(HeaderNames.CONTENT_TYPE, List::of);
    if (contentTypes.size() != 1 || !MediaTypes.json(contentTypes.getFirst())) {
      throw new Refusal(Problem.of(Fault.UNSUPPORTED_MEDIA_TYPE));
    }
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

  /** A text, if it is there. */
  public Optional<String> textIfThere(String name) {
    return there(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Whether there is a field of that name, whatever it is. */
  public boolean there(String name) {
    return !field(name).isMissingNode();
  }

  /** An object, if it is there. */
  public Optional<RequestBody> object(String name) {
    JsonNode value = field(name);
    if (value instanceof ObjectNode object) {
      return Optional.of(within(object, name));
    }
    if (!value.isMissingNode()) {
      issue(name + " must be an object", name);
    }
    return Optional.empty();
  }

  /** A list of objects that must be there; without those that are none, which are issues. */
  public List<RequestBody> objects(String name) {
    JsonNode value = field(name);
    if (!value.isArray()) {
      issue(name + (value.isMissingNode() ? " is required" : " must be a list"), name);
    }
    List<RequestBody> objects = new ArrayList<>();
    for (int at = 0; value.isArray() && at < value.size(); at++) {
      if (value.get(at) instanceof ObjectNode object) {
        objects.add(within(object, name, at));
      } else {
        issue(name + " takes objects only", name, at);
      }
    }
    return objects;
  }

  private RequestBody within(ObjectNode object, Object... more) {
    RequestBody inner = new RequestBody(object, below(more), issues);
    within.add(inner);
    return inner;
  }

  private List<Object> below(Object... more) {
    List<Object> longer = new ArrayList<>(path);
    longer.addAll(List.of(more));
    return longer;
  }

  /** True or false; false if it is not there. */
  public boolean flag(String name) {
    JsonNode value = field(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      issue(name + " must be true or false", name);
    }
    return value.booleanValue();
  }

  /** True or false, which must be there; false, and an issue, if it is not. */
  public boolean requiredFlag(String name) {
    if (!there(name)) {
      issue(name + " is required", name);
    }
    return flag(name);
  }

  /** True or false, if it is there. */
  public Optional<Boolean> flagIfThere(String name) {
    return there(name) ? Optional.of(flag(name)) : Optional.empty();
  }

  /**
   * A whole number from the one to the other, if it is there, however it is written: {@code 6.0}
   * and {@code 6e0} are 6. Empty, and an issue, if it is anything else.
   */
  public Optional<Integer> wholeIfThere(String name, int from, int to) {
    JsonNode value = field(name);
    if (value.isNumber() && isWhole(value.decimalValue(), from, to)) {
      return Optional.of(value.decimalValue().intValue());
    }
    if (!value.isMissingNode()) {
      issue(name + " must be a whole number from " + from + " to " + to, name);
    }
    return Optional.empty();
  }

  /** Compares first, because a number may have an exponent that nobody can write out. */
  private static boolean isWhole(BigDecimal number, int from, int to) {
    return number.compareTo(BigDecimal.valueOf(from)) >= 0
        && number.compareTo(BigDecimal.valueOf(to)) <= 0
        && number.stripTrailingZeros().scale() <= 0;
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

  /** Notes that something is wrong with the value to which that way leads from this object. */
  public void issue(String message, Object... way) {
    issues.add(new Issue(below(way), message));
  }

  /** Whether something is wrong with the field of that name, as far as it was read. */
  public boolean flawed(String name) {
    List<Object> place = below(name);
    return issues.stream()
        .map(Issue::path)
        .anyMatch(at -> at.size() >= place.size() && at.subList(0, place.size()).equals(place));
  }

  /**
   * To be called when all fields are read.
   *
   * @throws Refusal if anything is wrong with one, or if there is one that was not read, here or in
   *     an object within
   */
  public void done() {
    noteUnread();
    if (!issues.isEmpty()) {
      throw new Refusal(Problem.invalid(issues));
    }
  }

  private void noteUnread() {
    String place = path.isEmpty() ? "The request body" : "This object";
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      if (!known.contains(entry.getKey())) {
        String taken = known.isEmpty() ? "no fields" : String.join(", ", known) + " only";
        issue(place + " takes " + taken, entry.getKey());
      }
    }
    within.forEach(RequestBody::noteUnread);
  }

  private JsonNode field(String name) {
    known.add(name);
    return fields.path(name);
  }
}
