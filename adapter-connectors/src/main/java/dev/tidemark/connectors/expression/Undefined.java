package dev.tidemark.connectors.expression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of what is not there: it prints as nothing, counts as false, and everything else that
 * is asked of it fails.
 */
public final class Undefined {
  private final String what;

  private Undefined(String what) {
    this.what = what;
  }

  /**
   * A missing value.
   *
   * @param what how messages call it, for example {@code 'last_record'}; never a secret
   */
  public static Undefined of(String what) {
    return new Undefined(Objects.requireNonNull(what, "what"));
  }

  Fault fault() {
    return Fault.undefined(what + " is not defined");
  }

  /** Throws a fault when the value is undefined. */
  static void refuse(@Nullable Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.fault();
    }
  }

  @Override
  public String toString() {
    return "Undefined";
  }
}
