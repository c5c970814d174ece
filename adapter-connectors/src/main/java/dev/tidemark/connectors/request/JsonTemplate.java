package dev.tidemark.connectors.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value with expressions in its strings, keys included. Members that come out null are left
 * out.
 */
sealed interface JsonTemplate {
  /** The value for one request. */
  JsonNode evaluate(Scope scope);

  /** A string, which may come out as any literal. */
  record Leaf(Interpolation text) implements JsonTemplate {
    @Override
    public JsonNode evaluate(Scope scope) {
      return Json.node(text.member(scope));
    }
  }

  /** A number, a boolean or null. */
  record Constant(JsonNode value) implements JsonTemplate {
    @Override
    public JsonNode evaluate(Scope scope) {
      return value;
    }
  }

  /** An array. */
  record Elements(List<JsonTemplate> elements) implements JsonTemplate {
    @Override
    public JsonNode evaluate(Scope scope) {
      ArrayNode array = Json.array();
      elements.forEach(element -> array.add(element.evaluate(scope)));
      return array;
    }
  }

  /** An object. */
  record Members(List<Member> members) implements JsonTemplate {
    record Member(Interpolation name, JsonTemplate value) {}

    /** These members and those of another. */
    Members with(Members others) {
      return new Members(Stream.concat(members.stream(), others.members.stream()).toList());
    }

    @Override
    public JsonNode evaluate(Scope scope) {
      ObjectNode object = Json.object();
      for (Member member : members) {
        JsonNode value = member.value().evaluate(scope);
        if (!value.isNull()) {
          object.set(member.name().text(scope), value);
        }
      }
      return object;
    }
  }

  /** Reads a value found in a component; problems are told and the part left out. */
  static Optional<JsonTemplate> load(
      Component component, String place, @Nullable Object value, Variable... variables) {
    if (value instanceof Map<?, ?> map) {
      List<Members.Member> members = new ArrayList<>();
      map.forEach((key, element) -> {
        String inner = place + "." + key;
        Optional<Interpolation> name = component.interpolate(inner, String.valueOf(key), variables);
        Optional<JsonTemplate> loaded = load(component, inner, element, variables);
        if (name.isPresent() && loaded.isPresent()) {
          members.add(new Members.Member(name.get(), loaded.get()));
        }
      });
      return Optional.of(new Members(members));
    }
    if (value instanceof List<?> list) {
      List<JsonTemplate> elements = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        load(component, place + "[" + i + "]", list.get(i), variables).ifPresent(elements::add);
      }
      return Optional.of(new Elements(elements));
    }
    if (value instanceof String) {
      return component.interpolate(place, value, variables).map(Leaf::new);
    }
    return Optional.of(new Constant(Json.node(value)));
  }
}
