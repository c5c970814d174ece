package dev.tidemark.connectors.expression;

import java.util.Locale;

/** Quotes text as Python's repr() does. */
final class QuotedText {
  private QuotedText() {}

  static void append(StringBuilder out, String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point >= ' ' && point < 0x7f) {
        if (point == quote || point == '\\') {
          out.append('\\');
        }
        out.append((char) point);
      } else {
        appendUnusual(out, point);
      }
    }
    out.append(quote);
  }

  private static void appendUnusual(StringBuilder out, int point) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPrintable(point)) {
          out.appendCodePoint(point);
        } else {
          out.append(escape(point));
        }
      }
    }
  }

  private static String escape(int point) {
    String escape = point <= 0xff ? "\\x%02x" : point <= 0xffff ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, escape, point);
  }

  /** A quoted text with escapes in the place of all that is not ASCII. */
  static String ascii(String quoted) {
    StringBuilder out = new StringBuilder(quoted.length());
    quoted
        .codePoints()
        .forEach(point -> out.append(point < 0x80 ? Character.toString(point) : escape(point)));
    return out.toString();
  }

  /** Python's isprintable() of one character. */
  static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
