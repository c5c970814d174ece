package dev.tidemark.connectors.expression;

import java.math.BigInteger;

/**
 * An unsigned number as Python's source code writes it.
 *
 * @param end where it ends in the text
 */
record LiteralNumber(Object value, int end) {

  /** The number that stands at an index; leaves with {@link NotALiteral} when there is none. */
  static LiteralNumber read(String text, int start) {
    int base = base(text, start);
    if (base != 10) {
      return readBased(text, start, base);
    }
    int end = digitsEnd(text, start, 10);
    boolean isFloat = text.startsWith(".", end);
    if (isFloat) {
      int fraction = digitsEnd(text, end + 1, 10);
      if (fraction == start + 1) {
        throw new NotALiteral();
      }
      end = fraction;
    }
    int exponent = end > start ? exponentEnd(text, end) : end;
    isFloat |= exponent > end;
    String digits = text.substring(start, exponent).replace("_", "");
    if (digits.isEmpty() || digits.length() > Integers.MOST_DIGITS) {
      throw new NotALiteral();
    }
    Object value = isFloat ? (Object) Double.parseDouble(digits) : integer(digits);
    return new LiteralNumber(value, exponent);
  }

  private static Object integer(String digits) {
    if (digits.length() > 1 && digits.charAt(0) == '0' && digits.chars().anyMatch(c -> c != '0')) {
      throw new NotALiteral();
    }
    return digits.length() < 19
        ? (Object) Long.parseLong(digits)
        : Integers.shrink(new BigInteger(digits));
  }

  private static int base(String text, int start) {
    if (!text.startsWith("0", start) || start + 1 >= text.length()) {
      return 10;
    }
    return switch (text.charAt(start + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static LiteralNumber readBased(String text, int start, int base) {
    int first = start + (text.startsWith("_", start + 2) ? 3 : 2);
    int end = digitsEnd(text, first, base);
    String digits = text.substring(first, end).replace("_", "");
    if (digits.isEmpty() || digits.length() > Integers.MOST_DIGITS) {
      throw new NotALiteral();
    }
    return new LiteralNumber(Integers.shrink(new BigInteger(digits, base)), end);
  }

  /** Where digits end, between which single underscores may stand. */
  private static int digitsEnd(String text, int from, int base) {
    int at = from;
    while (isDigit(text, at, base)
        || (at > from && text.startsWith("_", at) && isDigit(text, at + 1, base))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(String text, int at, int base) {
    return at < text.length()
        && text.charAt(at) < 0x80
        && Character.digit(text.charAt(at), base) >= 0;
  }

  /** Where the exponent behind a number ends; without one, where the number does. */
  private static int exponentEnd(String text, int at) {
    if (!text.startsWith("e", at) && !text.startsWith("E", at)) {
      return at;
    }
    boolean signed = text.startsWith("+", at + 1) || text.startsWith("-", at + 1);
    int first = at + (signed ? 2 : 1);
    int end = digitsEnd(text, first, 10);
    return end > first ? end : at;
  }
}
