package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prints values as Python's json.dumps() does by default: spaces after colons and commas, ASCII
 * only.
 */
final class JsonText {
  private static final int DEEPEST = 500;

  private final StringBuilder out = new StringBuilder();
  private final Scope scope;
  private final boolean sorted;
  private final @Nullable String indent;

  private JsonText(Scope scope, boolean sorted, @Nullable String indent) {
    this.scope = scope;
    this.sorted = sorted;
    this.indent = indent;
  }

  static String of(Scope scope, @Nullable Object value) {
    return print(new JsonText(scope, false, null), value);
  }

  /** With the keys in order; one step of indentation starts new lines, null keeps one line. */
  static String sorted(Scope scope, @Nullable Object value, @Nullable String indent) {
    return print(new JsonText(scope, true, indent), value);
  }

  private static String print(JsonText text, @Nullable Object value) {
    text.append(value, 0);
    return text.scope.made(text.out.toString());
  }

  private void append(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw Fault.limit("values are nested deeper than " + DEEPEST);
    }
    switch (value) {
      case null -> out.append("null");
      case String text -> appendText(text);
      case Boolean bool -> out.append(bool.booleanValue());
      case Long integer -> out.append(integer.longValue());
      case BigInteger integer -> out.append(integer);
      case Double number -> out.append(number(number));
      default -> {
        if (Values.isMapping(value)) {
          appendMapping(value, depth);
        } else if (Values.isSequence(value)) {
          appendList(Walk.sequence(value), depth);
        } else {
          throw Fault.type(Kind.wordsFor(value) + " cannot be written as JSON");
        }
      }
    }
    scope.refuseLongText(out.length());
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return Double.isInfinite(number)
        ? (number < 0 ? "-Infinity" : "Infinity")
        : FloatText.of(number);
  }

  private void appendList(List<@Nullable Object> elements, int depth) {
    out.append('[');
    for (int i = 0; i < elements.size(); i++) {
      appendSeparator(i == 0, depth + 1);
      append(elements.get(i), depth + 1);
    }
    appendEnd(']', elements.isEmpty(), depth);
  }

  private void appendSeparator(boolean first, int depth) {
    if (indent == null) {
      out.append(first ? "" : ", ");
    } else {
      out.append(first ? "\n" : ",\n").repeat(indent, depth);
    }
  }

  private void appendEnd(char end, boolean empty, int depth) {
    if (indent != null && !empty) {
      out.append('\n').repeat(indent, depth);
    }
    out.append(end);
  }

  private void appendMapping(Object mapping, int depth) {
    List<@Nullable Object> items =
        new ArrayList<>(new DictView(DictView.Part.ITEMS, mapping).elements());
    if (sorted) {
      items.sort((a, b) -> Ordering.compare(scope, entry(a).get(0), entry(b).get(0)));
    }
    out.append('{');
    for (int i = 0; i < items.size(); i++) {
      appendSeparator(i == 0, depth + 1);
      appendText(key(entry(items.get(i)).get(0)));
      out.append(": ");
      append(entry(items.get(i)).get(1), depth + 1);
    }
    appendEnd('}', items.isEmpty(), depth);
  }

  private static Tuple entry(@Nullable Object item) {
    return (Tuple) Objects.requireNonNull(item);
  }

  private static String key(@Nullable Object key) {
    return switch (key) {
      case String text -> text;
      case null -> "null";
      case Boolean bool -> bool.toString();
      case Double number -> number(number);
      default -> {
        if (Values.isInteger(key)) {
          yield key.toString();
        }
        throw Fault.type("a key that is " + Kind.wordsFor(key) + " cannot be written as JSON");
      }
    };
  }

  private void appendText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          }
        }
      }
    }
    out.append('"');
  }
}
