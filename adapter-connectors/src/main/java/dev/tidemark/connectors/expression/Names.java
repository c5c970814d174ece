package dev.tidemark.connectors.expression;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the world gives to one evaluation: the values of the names, the time, and fresh ids. */
public interface Names {

  /**
   * The value of a top-level name that was allowed when the template was parsed: a text, number,
   * boolean, null, {@code java.time} value, {@link Undefined}, a {@code Map} with text keys or a
   * {@code List} of such values, or a Jackson {@code JsonNode}. It is read, never changed.
   */
  @Nullable Object value(String name);

  /** The clock behind {@code now_utc()} and its like. */
  InstantSource clock();

  /** A fresh id for {@code generate_uuid()}. */
  String newId();

  /** Names whose values stand in a map; a name without an entry is undefined. */
  static Names of(Map<String, ?> values, InstantSource clock, Supplier<String> ids) {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(ids, "ids");
    return new Names() {
      @Override
      public @Nullable Object value(String name) {
        Object value = values.get(name);
        return value == null && !values.containsKey(name) ? Undefined.of("'" + name + "'") : value;
      }

      @Override
      public InstantSource clock() {
        return clock;
      }

      @Override
      public String newId() {
        return ids.get();
      }
    };
  }
}
