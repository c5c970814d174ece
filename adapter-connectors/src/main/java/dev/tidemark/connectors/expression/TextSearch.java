package dev.tidemark.connectors.expression;

/** Finds a text in a text in linear time, which {@link String#indexOf} does not promise. */
final class TextSearch {
  private static final long HARMLESS = 1_000_000;

  private TextSearch() {}

  /** The first index from which on the part stands in the text, or -1. */
  static int indexOf(String text, String part, int from) {
    if ((long) text.length() * part.length() <= HARMLESS) {
      return text.indexOf(part, from);
    }
    return search(text, part, from);
  }

  /** Knuth, Morris and Pratt's search. */
  private static int search(String text, String part, int from) {
    int[] borders = borders(part);
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (text.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      if (matched == part.length()) {
        return i - matched + 1;
      }
    }
    return -1;
  }

  private static int[] borders(String part) {
    int[] borders = new int[part.length()];
    int matched = 0;
    for (int i = 1; i < borders.length; i++) {
      while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (part.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      borders[i] = matched;
    }
    return borders;
  }

  /** The last index at which the part stands in the text, or -1. */
  static int lastIndexOf(String text, String part) {
    if ((long) text.length() * part.length() <= HARMLESS) {
      return text.lastIndexOf(part);
    }
    String reversed = new StringBuilder(text).reverse().toString();
    int found = search(reversed, new StringBuilder(part).reverse().toString(), 0);
    return found < 0 ? -1 : text.length() - found - part.length();
  }

  /** Replaces the part, at most so many times; a negative number means everywhere. */
  static String replace(Scope scope, String text, String part, String other, int most) {
    if (part.isEmpty()) {
      return replaceNothing(scope, text, other, most);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    int next = most == 0 ? -1 : indexOf(text, part, 0);
    for (int count = 1; next >= 0; count++) {
      out.append(text, at, next).append(other);
      scope.refuseLongText(out.length());
      at = next + part.length();
      next = count == most ? -1 : indexOf(text, part, at);
    }
    return scope.made(at == 0 ? text : out.append(text, at, text.length()).toString());
  }

  /** As Python does, puts the other text around every character. */
  private static String replaceNothing(Scope scope, String text, String other, int most) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int count = 0; count != most && at <= text.length(); count++) {
      out.append(other);
      scope.refuseLongText(out.length());
      int end = at < text.length() ? text.offsetByCodePoints(at, 1) : at;
      out.append(text, at, end);
      at = at < text.length() ? end : at + 1;
    }
    return scope.made(
        at >= text.length() ? out.toString() : out.append(text.substring(at)).toString());
  }

  /** How often the part stands in the text, without overlaps. */
  static long count(String text, String part) {
    if (part.isEmpty()) {
      return CodePoints.count(text) + 1L;
    }
    long count = 0;
    for (int at = indexOf(text, part, 0); at >= 0; at = indexOf(text, part, at + part.length())) {
      count++;
    }
    return count;
  }
}
