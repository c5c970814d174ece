package dev.tidemark.connectors.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request while its parts are put together. Two parts that want the same place are a conflict.
 */
final class Draft {
  private final Scope scope;
  private final Map<String, List<String>> query = new LinkedHashMap<>();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<String>> form = new LinkedHashMap<>();
  private ObjectNode json = Json.object();
  private @Nullable String text;

  Draft(Scope scope) {
    this.scope = scope;
  }

  void parameter(String name, Object value) {
    putOnce(query, name, texts(value), "query parameter");
  }

  void header(String name, Object value) {
    putOnce(headers, name, Interpolation.pythonText(value), "header");
  }

  void option(RequestOption option, Object value) {
    List<String> path = option.path().stream().map(segment -> segment.text(scope)).toList();
    String name = path.get(path.size() - 1);
    switch (option.into()) {
      case REQUEST_PARAMETER -> parameter(name, value);
      case HEADER -> header(name, value);
      case BODY_DATA -> putOnce(form, name, texts(value), "form field");
      case BODY_JSON -> nested(path, Json.node(value));
    }
  }

  void body(Body body) {
    switch (body) {
      case Body.None none -> {}
      case Body.OfJson ofJson -> {
        if (!(ofJson.json().evaluate(scope) instanceof ObjectNode object)) {
          throw new RequestConflictException("the JSON body of a request must be an object");
        }
        json = object;
      }
      case Body.Form fields ->
          fields
              .fields()
              .forEach(scope, (name, value) -> putOnce(form, name, texts(value), "form field"));
      case Body.Text plain -> {
        // As in the reference, text that spells a mapping is a form.
        if (plain.text().value(scope) instanceof Map<?, ?> fields) {
          fields.forEach((name, value) -> {
            if (value != null) {
              putOnce(form, String.valueOf(name), texts(value), "form field");
            }
          });
        } else {
          text = plain.text().text(scope);
        }
      }
    }
  }

  private void nested(List<String> path, JsonNode value) {
    ObjectNode place = json;
    for (String step : path.subList(0, path.size() - 1)) {
      JsonNode next = place.path(step);
      if (!next.isMissingNode() && !next.isObject()) {
        throw new RequestConflictException("two parts of the manifest set body field " + step);
      }
      place = next.isObject() ? (ObjectNode) next : place.putObject(step);
    }
    String name = path.get(path.size() - 1);
    if (place.has(name) && !place.path(name).equals(value)) {
      throw new RequestConflictException("two parts of the manifest set body field " + name);
    }
    place.set(name, value);
  }

  private static <V> void putOnce(Map<String, V> target, String name, V value, String kind) {
    if (target.putIfAbsent(name, value) != null) {
      throw new RequestConflictException("two parts of the manifest set " + kind + " " + name);
    }
  }

  static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(element -> Interpolation.pythonText(element)).toList()
        : List.of(Interpolation.pythonText(value));
  }

  Map<String, List<String>> query() {
    return query;
  }

  Map<String, String> headers() {
    headers.putIfAbsent("Accept", "application/json, */*;q=0.5");
    return headers;
  }

  /** The bytes to send, after which the matching content type is set if the manifest set none. */
  Optional<byte[]> content() {
    boolean hasForm = !form.isEmpty() || text != null;
    if (!json.isEmpty() && hasForm) {
      throw new RequestConflictException("a request has both a JSON body and a form");
    }
    if (!json.isEmpty()) {
      headers.putIfAbsent("Content-Type", "application/json");
      return Optional.of(Json.bytes(json));
    }
    if (!form.isEmpty()) {
      if (text != null && !text.isEmpty()) {
        throw new RequestConflictException("a request has both a text body and a form");
      }
      headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
      return Optional.of(Urls.encode(form).getBytes(StandardCharsets.UTF_8));
    }
    return Optional.ofNullable(text).map(body -> body.getBytes(StandardCharsets.UTF_8));
  }
}
