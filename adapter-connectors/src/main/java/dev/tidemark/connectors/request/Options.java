package dev.tidemark.connectors.request;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Names and values that a manifest sets on a request: one by one, or by one expression for all. */
public sealed interface Options {

  /** Names and values, each of which may be an expression. */
  record Listed(List<Option> options) implements Options {
    record Option(Interpolation name, Interpolation value) {}
  }

  /** An expression that comes out as a map; anything else sets nothing. */
  record Computed(Interpolation map) implements Options {}

  /** Reads a field that holds a map or a string. */
  static Options load(Component component, String field, Variable... variables) {
    if (component.value(field) instanceof String) {
      return component
          .template(field, variables)
          .<Options>map(Computed::new)
          .orElseGet(() -> new Listed(List.of()));
    }
    List<Listed.Option> options = new ArrayList<>();
    component
        .map(field)
        .forEach((key, value) -> {
          String place = component.path(field) + "." + key;
          Optional<Interpolation> name = component.interpolate(place, key, variables);
          Optional<Interpolation> text = component.interpolate(place, value, variables);
          if (name.isPresent() && text.isPresent()) {
            options.add(new Listed.Option(name.get(), text.get()));
          }
        });
    return new Listed(options);
  }

  /** Hands over each name with its value, a text or a list; what comes out empty is left out. */
  default void forEach(Scope scope, BiConsumer<String, Object> taker) {
    switch (this) {
      case Listed listed ->
          listed.options.forEach(option -> {
            Object value = option.value().textMember(scope);
            if (value != null) {
              taker.accept(option.name().text(scope), value);
            }
          });
      case Computed computed -> {
        if (computed.map.value(scope) instanceof Map<?, ?> map) {
          map.forEach((key, value) -> {
            if (value != null) {
              taker.accept(String.valueOf(key), value);
            }
          });
        }
      }
    }
  }

  /**
   * The same for headers, and for what is sent to a token endpoint: there also None is left out,
   * which elsewhere is sent as that word.
   */
  default void forEachButNone(Scope scope, BiConsumer<String, Object> taker) {
    switch (this) {
      case Listed listed -> {
        Predicate<Listed.Option> isSet = option -> option.value().member(scope) != null;
        new Listed(listed.options.stream().filter(isSet).toList()).forEach(scope, taker);
      }
      case Computed computed -> computed.forEach(scope, taker);
    }
  }

  /** The names that are known before a read. */
  default Stream<String> literalNames() {
    return switch (this) {
      case Listed listed ->
          listed.options.stream().flatMap(option -> option.name().literal().stream());
      case Computed computed -> Stream.of();
    };
  }
}
