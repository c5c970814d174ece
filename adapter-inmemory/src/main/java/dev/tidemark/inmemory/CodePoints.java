package dev.tidemark.inmemory;

/** The order of texts by their Unicode code points. */
final class CodePoints {
  private CodePoints() {}

  /**
   * Negative, zero or positive. {@link String#compareTo} differs: it puts surrogate pairs before
   * the characters from U+E000.
   */
  static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean bothPlain = !Character.isSurrogate(a) && !Character.isSurrogate(b);
        boolean bothPaired = Character.isSurrogate(a) && Character.isSurrogate(b);
        return bothPlain || bothPaired
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
