package dev.tidemark.connectors.expression;

/** Writes a regular expression of Python's re in Java's notation. */
final class RegexTranslation {
  /** The letters that mean something behind a backslash, besides digits. */
  private static final String ESCAPES = "abfnrtvxuUNABdDsSwWZ";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegexTranslation(String source) {
    this.source = source;
  }

  static String toJava(String source) {
    return new RegexTranslation(source).translate();
  }

  private String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        case '}' -> literal("\\}");
        case '#' -> literal("\\#");
        default -> literal(String.valueOf(c));
      }
    }
    return out.toString();
  }

  private void literal(String translated) {
    out.append(translated);
    at++;
  }

  private void escape(boolean inClass) {
    if (at + 1 >= source.length()) {
      throw malformed("it ends in a backslash");
    }
    char c = source.charAt(at + 1);
    if (CharacterRules.isLatinLetter(c) && ESCAPES.indexOf(c) < 0) {
      throw malformed("the escape \\" + c + " is unknown");
    }
    at += 2;
    switch (c) {
      case 'v' -> out.append("\\x0B");
      case 'Z' -> out.append(inClass ? "Z" : "\\z");
      case '0' -> out.append(octal());
      case 'b' -> out.append(inClass ? "\\x08" : "\\b");
      case 'U' -> {
        String digits = source.substring(at, Math.min(at + 8, source.length()));
        out.append("\\x{").append(digits).append('}');
        at += digits.length();
      }
      default -> out.append('\\').append(c);
    }
  }

  /** Python reads up to two more octal digits behind \0; Java wants at least one. */
  private String octal() {
    int start = at;
    while (at < Math.min(start + 2, source.length())
        && source.charAt(at) >= '0'
        && source.charAt(at) <= '7') {
      at++;
    }
    return "\\00" + source.substring(start, at);
  }

  /**
   * In a class, Java gives a meaning to {@code [} and {@code &&}, and none to a leading {@code ]}.
   */
  private void characterClass() {
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      literal("^");
    }
    if (at < source.length() && source.charAt(at) == ']') {
      literal("\\]");
    }
    while (at < source.length() && source.charAt(at) != ']') {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(true);
        case '[', '&', '^', '#', ' ' -> literal("\\" + c);
        default -> literal(String.valueOf(c));
      }
    }
    if (at >= source.length()) {
      throw malformed("a character class is not closed");
    }
    literal("]");
  }

  private void group() {
    if (source.startsWith("(?P<", at)) {
      int end = source.indexOf('>', at);
      String name = end < 0 ? "" : source.substring(at + 4, end);
      out.append("(?<").append(groupName(name)).append('>');
      at = end + 1;
    } else if (source.startsWith("(?P=", at)) {
      int end = source.indexOf(')', at);
      String name = end < 0 ? "" : source.substring(at + 4, end);
      out.append("\\k<").append(groupName(name)).append('>');
      at = end + 1;
    } else if (source.startsWith("(?#", at)) {
      int end = source.indexOf(')', at);
      if (end < 0) {
        throw malformed("a comment is not closed");
      }
      at = end + 1;
    } else if (source.startsWith("(?(", at)) {
      throw malformed("a group that depends on another is not known here");
    } else {
      literal("(");
    }
  }

  /** Java's names of groups have no underscore. */
  static String groupName(String name) {
    if (name.isEmpty()
        || !name.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)))) {
      throw malformed("the name of a group must be made of letters, digits and underscores");
    }
    return "g" + name.replace("Z", "ZZ").replace("_", "Zu");
  }

  /** A brace that starts no repetition stands for itself; {@code {,n}} starts at 0. */
  private void brace() {
    int end = source.indexOf('}', at);
    String inside = end < 0 ? "" : source.substring(at + 1, end);
    int comma = inside.indexOf(',');
    String least = comma < 0 ? inside : inside.substring(0, comma);
    String most = comma < 0 ? "" : inside.substring(comma + 1);
    boolean repeats = isDigits(least) && isDigits(most) && !inside.isEmpty();
    if (!repeats) {
      literal("\\{");
    } else {
      out.append('{').append(least.isEmpty() ? "0" : least);
      out.append(comma < 0 ? "" : ",").append(most).append('}');
      at = end + 1;
    }
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Fault malformed(String why) {
    return Fault.value("a regular expression is malformed: " + why);
  }
}
