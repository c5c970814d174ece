package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind the colon of a field of a format: alignment, width, digits and type. */
final class FormatSpecification {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alternate>#)?(?<zero>0)?"
              + "(?<width>[0-9]{1,7})?(?<group>[,_])?(?:\\.(?<precision>[0-9]{1,4}))?"
              + "(?<code>[bcdeEfFgGnosxX%])?",
          Pattern.DOTALL);

  private final Matcher parts;

  private FormatSpecification(Matcher parts) {
    this.parts = parts;
  }

  static String apply(Scope scope, String specification, @Nullable Object value) {
    if (specification.isEmpty()) {
      return scope.print(value);
    }
    if (value instanceof OffsetDateTime
        || value instanceof LocalDateTime
        || value instanceof LocalDate) {
      return Strftime.of(specification).format((Temporal) value);
    }
    Matcher matcher = GRAMMAR.matcher(specification);
    if (!matcher.matches()) {
      throw Fault.value("a format has a malformed specification");
    }
    FormatSpecification parsed = new FormatSpecification(matcher);
    scope.refuseLongText(parsed.number("width", 0));
    if (value instanceof String text) {
      return parsed.text(text);
    }
    if (value == null || !Values.isNumber(value)) {
      throw Fault.type(Kind.wordsFor(value) + " cannot have a format specification");
    }
    return parsed.number(value);
  }

  private int number(String group, int other) {
    String digits = parts.group(group);
    return digits == null ? other : Integer.parseInt(digits);
  }

  private char character(String group, char other) {
    String text = parts.group(group);
    return text == null ? other : text.charAt(0);
  }

  private String text(String text) {
    if (character("code", 's') != 's' || parts.group("sign") != null) {
      throw Fault.value("a format has a specification for numbers, but the value is a text");
    }
    int count = CodePoints.count(text);
    return pad("", CodePoints.part(text, 0, Math.min(count, number("precision", count))), '<');
  }

  private String number(Object value) {
    char code = character("code", '\0');
    boolean asFloat = value instanceof Double || "eEfFgG%".indexOf(code) >= 0;
    return asFloat ? ofFloat(Numbers.toDouble(value), code) : ofInteger(Integers.big(value), code);
  }

  private String ofInteger(BigInteger integer, char code) {
    if (parts.group("precision") != null || "s".indexOf(code) >= 0) {
      throw Fault.value("a format has a specification that integers do not have");
    }
    if (code == 'c') {
      return pad("", Character.toString(integer.intValue() & 0xffff), '<');
    }
    String digits = PercentFormat.digits(integer.abs(), code);
    String prefix = parts.group("alternate") != null && "boxX".indexOf(code) >= 0 ? "0" + code : "";
    return pad(sign(integer.signum() < 0) + prefix, grouped(digits), '>');
  }

  private String ofFloat(double number, char code) {
    if ("bcdnosxX".indexOf(code) >= 0) {
      throw Fault.value("a format has a specification that floats do not have");
    }
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    int precision = Math.min(number("precision", 6), NumberFormat.MOST_DIGITS);
    String digits =
        switch (code) {
          case '\0' ->
              parts.group("precision") == null
                  ? FloatText.of(Math.abs(number))
                  : NumberFormat.print('g', number, precision, false);
          case '%' -> NumberFormat.print('f', number * 100, precision, false) + "%";
          default -> NumberFormat.print(code, number, precision, parts.group("alternate") != null);
        };
    return pad(sign(negative), grouped(digits), '>');
  }

  private String sign(boolean negative) {
    char wanted = character("sign", '-');
    return negative ? "-" : wanted == '-' ? "" : String.valueOf(wanted);
  }

  /** Puts the wanted separator between every three digits before the point. */
  private String grouped(String digits) {
    String separator = parts.group("group");
    if (separator == null) {
      return digits;
    }
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    StringBuilder out = new StringBuilder(digits);
    for (int at = end - 3; at > 0; at -= 3) {
      out.insert(at, separator);
    }
    return out.toString();
  }

  private String pad(String sign, String body, char usualAlignment) {
    boolean zero = parts.group("zero") != null;
    int padding = Math.max(0, number("width", 0) - sign.length() - CodePoints.count(body));
    char align = character("align", zero && usualAlignment == '>' ? '=' : usualAlignment);
    String fill = String.valueOf(character("fill", zero ? '0' : ' '));
    return switch (align) {
      case '<' -> sign + body + fill.repeat(padding);
      case '^' -> fill.repeat(padding / 2) + sign + body + fill.repeat(padding - padding / 2);
      case '=' -> sign + fill.repeat(padding) + body;
      default -> fill.repeat(padding) + sign + body;
    };
  }
}
