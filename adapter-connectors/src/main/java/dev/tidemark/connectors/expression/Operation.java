package dev.tidemark.connectors.expression;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A macro, filter, test or method.
 *
 * @param name what templates call it
 * @param body what it does
 * @param isConstant whether it gives the same for the same arguments; not so for the time
 * @param check refuses arguments that are known when the template is parsed, with a {@link Fault}
 */
record Operation(
    String name, Signature signature, Body body, boolean isConstant, Consumer<Arguments> check) {

  /** What an operation does with the value in front of it (null for a macro) and its arguments. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(@Nullable Object subject, Arguments arguments);
  }

  static Operation of(String name, Signature signature, Body body) {
    return new Operation(name, signature, body, true, arguments -> {});
  }

  Operation changing() {
    return new Operation(name, signature, body, false, check);
  }

  Operation checked(Consumer<Arguments> newCheck) {
    return new Operation(name, signature, body, isConstant, newCheck);
  }
}
