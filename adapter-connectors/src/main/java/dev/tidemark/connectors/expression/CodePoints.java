package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures and cuts text by code points, as Python does; Java counts UTF-16 units. */
final class CodePoints {
  private CodePoints() {}

  static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The part from one code point to another, which need not be inside the text. */
  static String part(String text, int from, int to) {
    if (from >= to) {
      return "";
    }
    if (count(text) == text.length()) {
      return text.substring(from, to);
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  /** The code points as texts of their own. */
  static List<@Nullable Object> split(String text) {
    List<@Nullable Object> parts = new ArrayList<>(text.length());
    text.codePoints().forEach(point -> parts.add(Character.toString(point)));
    return parts;
  }

  /** Compares by code points; {@link String#compareTo} puts U+10000 before U+E000. */
  static int compare(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
