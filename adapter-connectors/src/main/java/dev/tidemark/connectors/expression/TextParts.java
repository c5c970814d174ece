package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts text into parts and trims it, as Python's str does. */
final class TextParts {
  private TextParts() {}

  /** The parts between separators; at most so many cuts from the left, or any number below zero. */
  static List<@Nullable Object> split(String text, String separator, int most) {
    refuseEmpty(separator);
    List<@Nullable Object> parts = new ArrayList<>();
    int at = 0;
    int next = most == 0 ? -1 : TextSearch.indexOf(text, separator, 0);
    while (next >= 0) {
      parts.add(text.substring(at, next));
      at = next + separator.length();
      next = parts.size() == most ? -1 : TextSearch.indexOf(text, separator, at);
    }
    parts.add(text.substring(at));
    return parts;
  }

  /** The same with the cuts made from the right. */
  static List<@Nullable Object> splitFromRight(String text, String separator, int most) {
    List<@Nullable Object> parts = new ArrayList<>();
    split(reverse(text), reverse(separator), most)
        .forEach(part -> parts.add(reverse(String.valueOf(part))));
    return parts.reversed();
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** The words between runs of white space. */
  static List<@Nullable Object> words(String text, int most) {
    List<@Nullable Object> words = new ArrayList<>();
    int at = skipSpace(text, 0);
    while (at < text.length()) {
      if (words.size() == most) {
        words.add(text.substring(at));
        return words;
      }
      int end = at;
      while (end < text.length() && !CharacterRules.isSpace(text.charAt(end))) {
        end++;
      }
      words.add(text.substring(at, end));
      at = skipSpace(text, end);
    }
    return words;
  }

  /** The words with the cuts made from the right. */
  static List<@Nullable Object> wordsFromRight(String text, int most) {
    List<@Nullable Object> words = new ArrayList<>();
    String rest = CharacterRules.stripEnd(text);
    while (!rest.isEmpty() && words.size() != most) {
      int start = rest.length();
      while (start > 0 && !CharacterRules.isSpace(rest.charAt(start - 1))) {
        start--;
      }
      words.add(rest.substring(start));
      rest = CharacterRules.stripEnd(rest.substring(0, start));
    }
    if (!CharacterRules.stripStart(rest).isEmpty()) {
      words.add(rest);
    }
    return words.reversed();
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && CharacterRules.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The parts before, of and behind the first separator, or the last when cut from the right. */
  static Tuple partition(String text, String separator, boolean fromRight) {
    refuseEmpty(separator);
    int found =
        fromRight
            ? TextSearch.lastIndexOf(text, separator)
            : TextSearch.indexOf(text, separator, 0);
    if (found < 0) {
      return fromRight ? new Tuple("", "", text) : new Tuple(text, "", "");
    }
    int end = found + separator.length();
    return new Tuple(text.substring(0, found), separator, text.substring(end));
  }

  /** The lines, with or without what ends them. */
  static List<@Nullable Object> lines(String text, boolean keepsEnds) {
    List<@Nullable Object> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && !isLineEnd(text.charAt(end))) {
        end++;
      }
      int next = Math.min(end + (text.startsWith("\r\n", end) ? 2 : 1), text.length());
      lines.add(text.substring(at, keepsEnds ? next : end));
      at = next;
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** The text without such characters at its ends; null stands for white space. */
  static String strip(String text, @Nullable String characters, boolean start, boolean end) {
    if (characters == null) {
      String stripped = start ? CharacterRules.stripStart(text) : text;
      return end ? CharacterRules.stripEnd(stripped) : stripped;
    }
    boolean[] small = new boolean[0x80];
    characters.chars().filter(c -> c < 0x80).forEach(c -> small[c] = true);
    int from = 0;
    int to = text.length();
    while (start && from < to && isAmong(text.charAt(from), small, characters)) {
      from++;
    }
    while (end && to > from && isAmong(text.charAt(to - 1), small, characters)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isAmong(char c, boolean[] small, String characters) {
    return c < 0x80 ? small[c] : characters.indexOf(c) >= 0;
  }

  private static void refuseEmpty(String separator) {
    if (separator.isEmpty()) {
      throw Fault.value("a separator must not be empty");
    }
  }

  /**
   * The text in the middle, at the start (align &lt; 0) or at the end (align &gt; 0) of a width.
   */
  static String pad(Scope scope, String text, int width, String fill, int align) {
    if (CodePoints.count(fill) != 1) {
      throw Fault.type("what fills a width must be one character");
    }
    scope.refuseLongText(width);
    int padding = width - CodePoints.count(text);
    if (padding <= 0) {
      return text;
    }
    // Python gives an odd blank to the left when the width is odd, too.
    int centred = padding / 2 + (padding & width & 1);
    int left = align < 0 ? 0 : align > 0 ? padding : centred;
    return scope.made(fill.repeat(left) + text + fill.repeat(padding - left));
  }
}
