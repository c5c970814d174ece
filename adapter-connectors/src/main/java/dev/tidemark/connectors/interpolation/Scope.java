package dev.tidemark.connectors.interpolation;

import dev.tidemark.connectors.expression.Names;
import dev.tidemark.connectors.expression.Undefined;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see at one point of a read. Never changed; each step makes its own from the
 * last.
 */
public final class Scope implements Names {
  private final Map<String, @Nullable Object> values;
  private final InstantSource clock;
  private final Supplier<String> ids;

  private Scope(Map<String, @Nullable Object> values, InstantSource clock, Supplier<String> ids) {
    this.values = values;
    this.clock = clock;
    this.ids = ids;
  }

  /** Only the connection's settings, as {@code config}. */
  public static Scope of(Map<String, ?> config, InstantSource clock, Supplier<String> ids) {
    return new Scope(Map.of(Variable.CONFIG.spelling(), Map.copyOf(config)), clock, ids);
  }

  /** With one more value, under each of the variable's names. */
  public Scope with(Variable variable, @Nullable Object value) {
    Map<String, @Nullable Object> more = new HashMap<>(values);
    variable.names().forEach(name -> more.put(name, value));
    return new Scope(more, clock, ids);
  }

  /** The connection's settings. */
  public Map<?, ?> config() {
    return values.get(Variable.CONFIG.spelling()) instanceof Map<?, ?> map ? map : Map.of();
  }

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
}
