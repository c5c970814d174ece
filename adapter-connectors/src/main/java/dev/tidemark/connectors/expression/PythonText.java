package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints values as Python's str() and repr() do. */
final class PythonText {
  /** The longest text that an evaluation may make, in UTF-16 units. */
  static final int LONGEST = 1_048_576;

  private static final int DEEPEST = 500;

  private final StringBuilder out = new StringBuilder();

  private PythonText() {}

  /** Python's str(); an undefined value prints as nothing. */
  static String of(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case null -> "None";
      case Long integer -> integer.toString();
      case Boolean bool -> bool ? "True" : "False";
      case Double number -> FloatText.of(number);
      case Undefined undefined -> "";
      case OffsetDateTime moment -> IsoText.of(moment, " ");
      case LocalDateTime moment -> IsoText.of(moment, " ");
      case LocalDate date -> IsoText.of(date);
      case Duration span -> SpanText.of(span);
      case CalendarDuration span -> SpanText.of(span);
      default -> repr(value);
    };
  }

  /** Python's repr(), which quotes texts. */
  static String repr(@Nullable Object value) {
    PythonText text = new PythonText();
    text.append(value, 0);
    return text.out.toString();
  }

  private void append(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw Fault.limit("values are nested deeper than " + DEEPEST);
    }
    switch (value) {
      case String text -> QuotedText.append(out, text);
      case BigInteger integer -> out.append(integer);
      case Undefined undefined -> out.append("Undefined");
      case OffsetDateTime moment -> out.append(IsoText.repr(moment));
      case LocalDateTime moment -> out.append(IsoText.repr(moment));
      case LocalDate date -> out.append(IsoText.repr(date));
      case Duration span -> out.append(SpanText.repr(span));
      case CalendarDuration span -> out.append(SpanText.repr(span));
      case Tuple tuple -> appendElements(tuple, "(", tuple.size() == 1 ? ",)" : ")", depth);
      case DictView view -> {
        out.append(view.part().python());
        appendElements(view.elements(), "([", "])", depth);
      }
      case Series series -> throw Fault.type("a series cannot be printed; add | list or | join");
      case null -> out.append("None");
      case Long integer -> out.append(integer.longValue());
      case Boolean bool -> out.append(of(bool));
      case Double number -> out.append(FloatText.of(number));
      default -> appendContainer(value, depth);
    }
    if (out.length() > LONGEST) {
      throw tooLong();
    }
  }

  static Fault tooLong() {
    return Fault.limit("a text would be longer than " + LONGEST + " characters");
  }

  private void appendContainer(Object value, int depth) {
    if (Values.isMapping(value)) {
      appendMapping(value, depth);
    } else {
      appendElements(Walk.sequence(value), "[", "]", depth);
    }
  }

  private void appendElements(
      List<@Nullable Object> elements, String start, String end, int depth) {
    out.append(start);
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      append(elements.get(i), depth + 1);
    }
    out.append(end);
  }

  private void appendMapping(Object mapping, int depth) {
    out.append('{');
    int start = out.length();
    Mappings.forEach(
        mapping,
        (key, value) -> {
          if (out.length() > start) {
            out.append(", ");
          }
          append(key, depth + 1);
          out.append(": ");
          append(value, depth + 1);
        });
    out.append('}');
  }
}
