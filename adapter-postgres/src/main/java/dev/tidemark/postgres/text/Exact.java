package dev.tidemark.postgres.text;

/**
 * Text in a form that PostgreSQL can keep: without U+0000, which it refuses, and without lone
 * surrogates, which UTF-8 cannot express. Different texts stay different, and in the order of their
 * code points; nearly all text is its own form.
 *
 * <p>U+0000 and U+0001 become U+0001 and one character more. A lone surrogate, and U+D7FF, which is
 * no character and comes right before them, become U+D7FF and one character more.
 */
public final class Exact {
  private static final char NUL_FOLLOWS = '\u0001';
  private static final char SURROGATE_FOLLOWS = '\ud7ff';

  /** What stands for the first surrogate: 2048 characters that are none. */
  private static final char FIRST = '\u4e00';

  private static final char ITSELF = '\u0002';

  private Exact() {}

  /** The form that is kept. */
  public static String kept(String text) {
    return fits(text) ? text : escaped(text);
  }

  private static boolean fits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= NUL_FOLLOWS || c == SURROGATE_FOLLOWS || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String text) {
    StringBuilder kept = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(c -> {
          if (c == 0) {
            kept.append(NUL_FOLLOWS).append(NUL_FOLLOWS);
          } else if (c == NUL_FOLLOWS || c == SURROGATE_FOLLOWS) {
            kept.append((char) c).append(ITSELF);
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            kept.append(SURROGATE_FOLLOWS).append((char) (c - Character.MIN_SURROGATE + FIRST));
          } else {
            kept.appendCodePoint(c);
          }
        });
    return kept.toString();
  }

  /** The text whose form that is. */
  public static String told(String kept) {
    if (kept.indexOf(NUL_FOLLOWS) < 0 && kept.indexOf(SURROGATE_FOLLOWS) < 0) {
      return kept;
    }
    StringBuilder text = new StringBuilder(kept.length());
    for (int i = 0; i < kept.length(); i++) {
      char c = kept.charAt(i);
      boolean escape = (c == NUL_FOLLOWS || c == SURROGATE_FOLLOWS) && i + 1 < kept.length();
      text.append(escape ? escapedBy(c, kept.charAt(++i)) : c);
    }
    return text.toString();
  }

  private static char escapedBy(char escape, char what) {
    if (what == ITSELF) {
      return escape;
    }
    return escape == NUL_FOLLOWS ? '\0' : (char) (what - FIRST + Character.MIN_SURROGATE);
  }
}
