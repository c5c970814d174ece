package dev.tidemark.connectors.expression;

import org.jspecify.annotations.Nullable;

/** Decodes the backslash escapes of Python's string literals. */
final class Escapes {
  private Escapes() {}

  /** The text that the inside of a literal stands for; null when an escape is malformed. */
  static @Nullable String decode(String inside) {
    int at = inside.indexOf('\\');
    if (at < 0) {
      return inside;
    }
    StringBuilder out = new StringBuilder(inside.length()).append(inside, 0, at);
    while (at < inside.length()) {
      char c = inside.charAt(at);
      if (c == '\\') {
        at = decodeOne(inside, at + 1, out);
        if (at < 0) {
          return null;
        }
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /** Decodes the escape whose backslash stands before {@code at}; answers where it ends, or -1. */
  private static int decodeOne(String inside, int at, StringBuilder out) {
    if (at >= inside.length()) {
      return -1;
    }
    char c = inside.charAt(at);
    int simple = "\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
      return at + 1;
    }
    return switch (c) {
      case '\n' -> at + 1;
      case 'x' -> decodeHex(inside, at + 1, 2, out);
      case 'u' -> decodeHex(inside, at + 1, 4, out);
      case 'U' -> decodeHex(inside, at + 1, 8, out);
      case 'N' -> decodeName(inside, at + 1, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> decodeOctal(inside, at, out);
      default -> {
        out.append('\\').append(c);
        yield at + 1;
      }
    };
  }

  private static int decodeHex(String inside, int at, int digits, StringBuilder out) {
    if (at + digits > inside.length()) {
      return -1;
    }
    int point = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = inside.charAt(i) < 0x80 ? Character.digit(inside.charAt(i), 16) : -1;
      if (digit < 0 || point > Character.MAX_CODE_POINT >> 4) {
        return -1;
      }
      point = point * 16 + digit;
    }
    if (point > Character.MAX_CODE_POINT) {
      return -1;
    }
    out.appendCodePoint(point);
    return at + digits;
  }

  private static int decodeOctal(String inside, int at, StringBuilder out) {
    int point = 0;
    int end = at;
    while (end < Math.min(at + 3, inside.length()) && isOctal(inside.charAt(end))) {
      point = point * 8 + inside.charAt(end++) - '0';
    }
    out.appendCodePoint(point);
    return end;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static int decodeName(String inside, int at, StringBuilder out) {
    int end = inside.indexOf('}', at);
    if (end < 0 || inside.charAt(at) != '{') {
      return -1;
    }
    try {
      out.appendCodePoint(Character.codePointOf(inside.substring(at + 1, end)));
      return end + 1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
