package dev.tidemark.connectors.expression;

import java.util.Locale;

/** Python's rules about characters: what is white space, what changes when the case does. */
final class CharacterRules {
  private CharacterRules() {}

  /** Python's str.isspace() of one character. */
  static boolean isSpace(int point) {
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          true;
      default ->
          (point >= 0x09 && point <= 0x0d) || (point >= 0x1c && point <= 0x1f) || point == 0x85;
    };
  }

  /** Whether it is one of a to z and A to Z. */
  static boolean isLatinLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static String strip(String text) {
    return stripEnd(stripStart(text));
  }

  static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** A capital letter at the start, and small letters after it. */
  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return title(text.substring(0, first)) + lower(text.substring(first));
  }

  private static String title(String letter) {
    int point = letter.codePointAt(0);
    int titled = Character.toTitleCase(point);
    return titled == point ? upper(letter) : Character.toString(titled);
  }

  /** Python's str.title(): every run of letters starts with a capital. */
  static String titleWords(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String letter = Character.toString(point);
      out.append(inWord ? lower(letter) : title(letter));
      inWord = isCased(point);
    }
    return out.toString();
  }

  static boolean isCased(int point) {
    return Character.isUpperCase(point)
        || Character.isLowerCase(point)
        || Character.isTitleCase(point);
  }
}
