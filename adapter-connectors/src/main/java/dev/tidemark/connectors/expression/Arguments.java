package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, with the scope it happens in. Positions count from 0. */
final class Arguments {
  private final Scope scope;
  private final Memo memo;
  private final @Nullable Object[] values;
  private final Map<String, @Nullable Object> named;

  Arguments(
      Scope scope, Memo memo, @Nullable Object[] values, Map<String, @Nullable Object> named) {
    this.scope = scope;
    this.memo = memo;
    this.values = values;
    this.named = named;
  }

  Scope scope() {
    return scope;
  }

  /** All positional arguments, for an operation that takes any number of them. */
  List<@Nullable Object> all() {
    return new Tuple(values);
  }

  Map<String, @Nullable Object> named() {
    return named;
  }

  boolean has(int index) {
    return values[index] != Marker.LEFT_OUT;
  }

  /** Whether an argument was given and is not None. */
  boolean hasSome(int index) {
    return has(index) && values[index] != null;
  }

  @Nullable Object value(int index) {
    return values[index];
  }

  @Nullable Object valueOr(int index, @Nullable Object other) {
    return has(index) ? values[index] : other;
  }

  String text(int index) {
    return text(values[index], "argument " + (index + 1));
  }

  String textOr(int index, String other) {
    return has(index) ? text(index) : other;
  }

  boolean flagOr(int index, boolean other) {
    return has(index) ? Values.isTrue(values[index]) : other;
  }

  /** An integer, clamped to what an int can hold. */
  int integer(int index) {
    Object value = values[index];
    Undefined.refuse(value);
    if (!Values.isInteger(value)) {
      throw Fault.type(
          "argument " + (index + 1) + " must be an integer, not " + Kind.wordsFor(value));
    }
    long number = Joining.clamp(Objects.requireNonNull(value));
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  int integerOr(int index, int other) {
    return has(index) ? integer(index) : other;
  }

  /** What is remembered at this place of the template. */
  Memo memo() {
    return memo;
  }

  /** The text that a value must be. */
  static String text(@Nullable Object value, String what) {
    if (value instanceof String text) {
      return text;
    }
    Undefined.refuse(value);
    throw Fault.type(what + " must be a text, not " + Kind.wordsFor(value));
  }
}
