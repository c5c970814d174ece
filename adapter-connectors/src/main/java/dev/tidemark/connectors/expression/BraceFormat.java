package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code text.format(...)}. */
final class BraceFormat {
  private final Scope scope;
  private final String format;
  private final List<@Nullable Object> positional;
  private final Map<String, @Nullable Object> named;
  private final StringBuilder out = new StringBuilder();
  private int automatic;

  private BraceFormat(String format, Arguments arguments) {
    this.scope = arguments.scope();
    this.format = format;
    this.positional = arguments.all();
    this.named = arguments.named();
  }

  static String format(String format, Arguments arguments) {
    BraceFormat filling = new BraceFormat(format, arguments);
    filling.fill();
    return filling.scope.made(filling.out.toString());
  }

  private void fill() {
    for (int at = 0; at < format.length(); ) {
      char c = format.charAt(at);
      if (c != '{' && c != '}') {
        out.append(c);
        at++;
      } else if (format.startsWith(c == '{' ? "{{" : "}}", at)) {
        out.append(c);
        at += 2;
      } else {
        int end = fieldEnd(at);
        out.append(field(format.substring(at + 1, end)));
        scope.refuseLongText(out.length());
        at = end + 1;
      }
    }
  }

  private int fieldEnd(int start) {
    int end = format.charAt(start) == '{' ? format.indexOf('}', start) : -1;
    if (end < 0) {
      throw Fault.value("a format has a single brace");
    }
    if (format.indexOf('{', start + 1) >= 0 && format.indexOf('{', start + 1) < end) {
      throw Fault.value("a format has a field within a field, which is not known here");
    }
    return end;
  }

  private String field(String field) {
    int colon = field.indexOf(':');
    String specification = colon < 0 ? "" : field.substring(colon + 1);
    String reference = colon < 0 ? field : field.substring(0, colon);
    int mark = reference.indexOf('!');
    Object value = find(mark < 0 ? reference : reference.substring(0, mark));
    if (mark >= 0) {
      value =
          switch (reference.substring(mark + 1)) {
            case "s" -> scope.print(value);
            case "r" -> PythonText.repr(value);
            case "a" -> QuotedText.ascii(PythonText.repr(value));
            default -> throw Fault.value("a format has an unknown conversion");
          };
    }
    return FormatSpecification.apply(scope, specification, value);
  }

  private @Nullable Object find(String reference) {
    int end = 0;
    while (end < reference.length() && ".[".indexOf(reference.charAt(end)) < 0) {
      end++;
    }
    Object value = first(reference.substring(0, end));
    while (end < reference.length()) {
      boolean isItem = reference.charAt(end) == '[';
      int start = end + 1;
      end = start;
      while (end < reference.length() && (isItem ? "]" : ".[").indexOf(reference.charAt(end)) < 0) {
        end++;
      }
      String name = reference.substring(start, end);
      Object found =
          isItem && TextTests.isDecimal(name)
              ? Access.item(value, NumberText.readInteger(name, 10))
              : Access.item(value, name);
      value = found == Marker.ABSENT ? Undefined.of("a field of a format") : found;
      end += isItem ? 1 : 0;
    }
    return value;
  }

  private @Nullable Object first(String name) {
    if (!name.isEmpty() && !TextTests.isDecimal(name)) {
      if (!named.containsKey(name)) {
        throw Fault.value("a name of the format is not among the arguments");
      }
      return named.get(name);
    }
    int index =
        name.isEmpty()
            ? automatic++
            : Integer.parseInt(name.substring(0, Math.min(4, name.length())));
    if (index >= positional.size()) {
      throw Fault.value("there are not enough arguments for the format");
    }
    return positional.get(index);
  }
}
