package dev.tidemark.connectors.interpolation;

import dev.tidemark.connectors.expression.Names;
import dev.tidemark.connectors.expression.Undefined;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see at one point of a read. Never changed; each step makes its own from the
 * last.
 */
public final class Scope implements Names {
  private final @Nullable Scope outer;
  private final Variable variable;
  private final @Nullable Object value;
  private final InstantSource clock;
  private final Supplier<String> ids;

  private Scope(
      @Nullable Scope outer,
      Variable variable,
      @Nullable Object value,
      InstantSource clock,
      Supplier<String> ids) {
    this.outer = outer;
    this.variable = variable;
    this.value = value;
    this.clock = clock;
    this.ids = ids;
  }

  /** Only the connection's settings, as {@code config}. */
  public static Scope of(Map<String, ?> config, InstantSource clock, Supplier<String> ids) {
    return new Scope(null, Variable.CONFIG, Map.copyOf(config), clock, ids);
  }

  /**
   * With one more value, under each of the variable's names. It costs next to nothing, for a scope
   * is made for every record.
   */
  public Scope with(Variable another, @Nullable Object itsValue) {
    return new Scope(this, another, itsValue, clock, ids);
  }

  /** The connection's settings. */
  public Map<?, ?> config() {
    return value(Variable.CONFIG.spelling()) instanceof Map<?, ?> map ? map : Map.of();
  }

  @Override
  public @Nullable Object value(String name) {
    for (Scope at = this; at != null; at = at.outer) {
      if (at.variable.names().contains(name)) {
        return at.value;
      }
    }
    return Undefined.of("'" + name + "'");
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
