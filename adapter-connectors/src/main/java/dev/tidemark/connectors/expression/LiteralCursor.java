package dev.tidemark.connectors.expression;

/** The tokens of Python literals in a text, read from left to right. */
final class LiteralCursor {
  /** What stands behind the last character; a text with it inside is no Python source. */
  private static final char END = '\0';

  private final String text;
  private int at;

  LiteralCursor(String text) {
    this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    if (text.indexOf(END) >= 0) {
      throw new NotALiteral();
    }
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  void advance() {
    at++;
  }

  boolean accept(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw new NotALiteral();
    }
  }

  boolean acceptWord(String word) {
    if (!text.startsWith(word, at) || isNamePart(at + word.length())) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean isNamePart(int index) {
    return index < text.length()
        && (Character.isUnicodeIdentifierPart(text.charAt(index)) || text.charAt(index) >= 0x80);
  }

  /** Skips blanks, continued lines and, inside brackets, comments and ends of lines. */
  void skipBlanks(boolean inBrackets) {
    for (; ; at++) {
      char c = peek();
      if (c == '\\' && at + 2 < text.length() && text.charAt(at + 1) == '\n') {
        at++;
      } else if (inBrackets && c == '#') {
        at = endOfLine() - 1;
      } else if (c != ' ' && c != '\t' && c != '\f' && !(inBrackets && c == '\n')) {
        return;
      }
    }
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  boolean atEndOfLine() {
    return at >= text.length() || peek() == '\n' || peek() == '#';
  }

  /** Skips empty lines and comments; the first line with anything else must not be indented. */
  void skipToFirstLine() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
    for (boolean first = true; ; first = false) {
      int start = at;
      skipBlanks(false);
      if (at >= text.length()) {
        throw new NotALiteral();
      }
      if (!atEndOfLine()) {
        if (!first && at > start) {
          throw new NotALiteral();
        }
        return;
      }
      at = endOfLine() + 1;
    }
  }

  /** Accepts nothing but blanks, comments and ends of lines up to the end. */
  void expectEnd() {
    skipBlanks(true);
    if (at < text.length()) {
      throw new NotALiteral();
    }
  }

  /** The unsigned number that stands here. */
  Object number() {
    LiteralNumber number = LiteralNumber.read(text, at);
    if (isNamePart(number.end())) {
      throw new NotALiteral();
    }
    at = number.end();
    return number.value();
  }

  /** The text literal that stands here, with or without a prefix. */
  String text() {
    boolean raw = false;
    if ("rRuU".indexOf(peek()) >= 0) {
      raw = Character.toLowerCase(peek()) == 'r';
      at++;
    }
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw new NotALiteral();
    }
    String end =
        String.valueOf(quote).repeat(text.startsWith(String.valueOf(quote).repeat(3), at) ? 3 : 1);
    at += end.length();
    int start = at;
    while (!text.startsWith(end, at)) {
      if (at >= text.length() || (end.length() == 1 && peek() == '\n')) {
        throw new NotALiteral();
      }
      at += peek() == '\\' ? 2 : 1;
    }
    String inside = text.substring(start, at);
    at += end.length();
    String decoded = raw ? inside : Escapes.decode(inside);
    if (decoded == null) {
      throw new NotALiteral();
    }
    return decoded;
  }
}
