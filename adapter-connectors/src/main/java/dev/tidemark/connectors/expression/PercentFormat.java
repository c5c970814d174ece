package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's {@code format % values}. */
final class PercentFormat {
  private final Scope scope;
  private final String format;
  private final @Nullable Object values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;

  private PercentFormat(Scope scope, String format, @Nullable Object values) {
    this.scope = scope;
    this.format = format;
    this.values = values;
  }

  /** Fills a format with a tuple of values, a mapping for named ones, or one value. */
  static String format(Scope scope, String format, @Nullable Object values) {
    Undefined.refuse(values);
    return new PercentFormat(scope, format, values).fill();
  }

  private String fill() {
    for (int percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
      out.append(format, at, percent);
      at = percent + 1;
      directive();
      scope.refuseLongText(out.length());
    }
    out.append(format, at, format.length());
    boolean unused =
        values instanceof Tuple tuple
            ? used < tuple.size()
            : used == 0 && !Values.isMapping(values) && !Values.isSequence(values);
    if (unused) {
      throw Fault.type("not all values were used by the format");
    }
    return out.toString();
  }

  private char next() {
    if (at >= format.length()) {
      throw Fault.value("a format ends within a directive");
    }
    return format.charAt(at++);
  }

  private void directive() {
    String key = null;
    if (format.startsWith("(", at)) {
      int end = format.indexOf(')', at);
      if (end < 0) {
        throw Fault.value("a format ends within a key");
      }
      key = format.substring(at + 1, end);
      at = end + 1;
    }
    int start = at;
    while ("-+ #0".indexOf(next()) >= 0) {}
    at--;
    String flags = format.substring(start, at);
    int width = number(key);
    int precision = -1;
    if (format.startsWith(".", at)) {
      at++;
      precision = number(key);
    }
    char code = next();
    while ("hlL".indexOf(code) >= 0) {
      code = next();
    }
    if (code == '%') {
      out.append('%');
    } else {
      append(code, flags, width, precision, value(key));
    }
  }

  /** A width or precision, which may be taken from the values. */
  private int number(@Nullable String key) {
    if (format.startsWith("*", at)) {
      at++;
      Object value = value(key);
      if (value == null || !Values.isInteger(value)) {
        throw Fault.type("a width must be an integer, not " + Kind.wordsFor(value));
      }
      return bounded(Joining.clamp(value));
    }
    long number = 0;
    while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0) {
      number = Math.min(Integer.MAX_VALUE, number * 10 + format.charAt(at++) - '0');
    }
    return bounded(number);
  }

  private int bounded(long number) {
    scope.refuseLongText(number);
    return (int) number;
  }

  private @Nullable Object value(@Nullable String key) {
    if (key != null) {
      if (values == null || !Values.isMapping(values)) {
        throw Fault.type("a format with keys needs a mapping");
      }
      Object value = Mappings.find(values, key);
      if (value == Marker.ABSENT) {
        throw Fault.value("a key of the format is not in the mapping");
      }
      used++;
      return value;
    }
    if (values instanceof Tuple tuple ? used >= tuple.size() : used > 0) {
      throw Fault.type("there are not enough values for the format");
    }
    return values instanceof Tuple tuple ? tuple.get(used++) : values(used++);
  }

  private @Nullable Object values(int index) {
    return index == 0 ? values : null;
  }

  private void append(char code, String flags, int width, int precision, @Nullable Object value) {
    String sign = "";
    String body;
    switch (code) {
      case 's', 'r', 'a' -> {
        String text =
            switch (code) {
              case 's' -> scope.print(value);
              case 'r' -> PythonText.repr(value);
              default -> QuotedText.ascii(PythonText.repr(value));
            };
        body =
            precision < 0
                ? text
                : CodePoints.part(text, 0, Math.min(precision, CodePoints.count(text)));
      }
      case 'c' -> body = character(value);
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        BigInteger integer = integer(value, code);
        sign = sign(flags, integer.signum() < 0);
        String prefix = flags.indexOf('#') < 0 ? "" : prefix(code);
        sign += prefix;
        body = digits(integer.abs(), code);
        body = "0".repeat(Math.max(0, precision - body.length())) + body;
      }
      case 'e', 'E', 'f', 'F', 'g', 'G' -> {
        double number = number(value);
        sign = sign(flags, number < 0 || (number == 0 && 1 / number < 0));
        int digits = Math.min(precision < 0 ? 6 : precision, NumberFormat.MOST_DIGITS);
        body = NumberFormat.print(code, number, digits, flags.indexOf('#') >= 0);
      }
      default -> throw Fault.value("a format has an unknown code");
    }
    pad(flags, width, sign, body, "srac".indexOf(code) < 0);
  }

  private void pad(String flags, int width, String sign, String body, boolean isNumber) {
    int padding = Math.max(0, width - sign.length() - CodePoints.count(body));
    if (flags.indexOf('-') >= 0) {
      out.append(sign).append(body).repeat(' ', padding);
    } else if (isNumber && flags.indexOf('0') >= 0) {
      out.append(sign).repeat('0', padding).append(body);
    } else {
      out.repeat(' ', padding).append(sign).append(body);
    }
  }

  private static String sign(String flags, boolean negative) {
    if (negative) {
      return "-";
    }
    return flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
  }

  private static String prefix(char code) {
    return switch (code) {
      case 'x' -> "0x";
      case 'X' -> "0X";
      case 'o' -> "0o";
      default -> "";
    };
  }

  static String digits(BigInteger size, char code) {
    return switch (code) {
      case 'x' -> size.toString(16);
      case 'X' -> CharacterRules.upper(size.toString(16));
      case 'o' -> size.toString(8);
      case 'b' -> size.toString(2);
      default -> size.toString();
    };
  }

  private static BigInteger integer(@Nullable Object value, char code) {
    Undefined.refuse(value);
    if (value instanceof Double number && "diu".indexOf(code) >= 0) {
      if (!Double.isFinite(number)) {
        throw Fault.value("infinity and nan have no digits");
      }
      return new BigDecimal(number).toBigInteger();
    }
    if (!Values.isInteger(value)) {
      throw Fault.type("the format wants a number, not " + Kind.wordsFor(value));
    }
    return Integers.big(Objects.requireNonNull(value));
  }

  private static double number(@Nullable Object value) {
    Undefined.refuse(value);
    if (value == null || !Values.isNumber(value)) {
      throw Fault.type("the format wants a number, not " + Kind.wordsFor(value));
    }
    return Numbers.toDouble(value);
  }

  private static String character(@Nullable Object value) {
    if (value instanceof String text && CodePoints.count(text) == 1) {
      return text;
    }
    if (value instanceof Long point && point >= 0 && point <= Character.MAX_CODE_POINT) {
      return Character.toString(point.intValue());
    }
    throw Fault.type("the format wants one character");
  }
}
