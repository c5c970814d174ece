package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types that a rendered text may be read as. A text that would become a value of another type
 * stays the text it is.
 */
public enum ResultType {
  /** Whatever literal the text is. */
  ANY,
  /** Text only: {@code "123"} stays text, and a quoted text loses its quotes. */
  TEXT,
  /** Text or a list, but no tuple. */
  TEXT_OR_LIST,
  /** A whole number, or a boolean, which Python takes for one. */
  INTEGER,
  /** A number with a fraction: {@code "5"} stays text, {@code "5.0"} does not. */
  NUMBER,
  /** True or False. */
  BOOLEAN;

  boolean accepts(@Nullable Object literal) {
    return switch (this) {
      case ANY -> true;
      case TEXT -> literal instanceof String;
      case TEXT_OR_LIST ->
          literal instanceof String || (literal instanceof List && !(literal instanceof Tuple));
      case INTEGER ->
          literal instanceof Long || literal instanceof BigInteger || literal instanceof Boolean;
      case NUMBER -> literal instanceof Double;
      case BOOLEAN -> literal instanceof Boolean;
    };
  }
}
