package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the inside of one tag into tokens, up to the end of the tag outside of all brackets. */
final class Lexer {
  private static final Pattern FLOAT =
      Pattern.compile("D(?:\\.D)?[eE][+-]?D|D\\.D".replace("D", "(?:[0-9]+(?:_[0-9]+)*+)"));
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++|[1-9](?:_?[0-9])*+|0(?:_?0)*+");
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");
  private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');
  private static final Map<String, String> HINTS =
      Map.of("&&", "'and'", "&", "'and'", "!", "'not'", "?", "'a if condition else b'");

  private final String source;
  private final String end;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Character> brackets = new ArrayDeque<>();
  private int at;

  private Lexer(String source, int start, String end) {
    this.source = source;
    this.at = start;
    this.end = end;
  }

  /**
   * The tokens of a tag.
   *
   * @param tokens the tokens, the last of which is an END
   * @param end where the text behind the tag starts
   * @param stripsAfter whether the white space behind the tag is dropped
   */
  record Tag(List<Token> tokens, int end, boolean stripsAfter) {}

  /** Reads a tag that ends in {@code }}} or in {@code %}}. */
  static Tag read(String source, int start, String end) {
    return new Lexer(source, start, end).readTag();
  }

  private Tag readTag() {
    while (true) {
      while (at < source.length() && CharacterRules.isSpace(source.charAt(at))) {
        at++;
      }
      if (at >= source.length()) {
        throw problem(source.length(), "the end of the template", "'" + end + "'");
      }
      if (brackets.isEmpty()) {
        boolean strips = source.startsWith("-" + end, at);
        boolean hasSign = strips || (end.equals("%}") && source.startsWith("+%}", at));
        if (hasSign || source.startsWith(end, at)) {
          tokens.add(new Token(Token.Type.END, end, null, at));
          return new Tag(tokens, at + end.length() + (hasSign ? 1 : 0), strips);
        }
      }
      readToken();
    }
  }

  private void readToken() {
    char c = source.charAt(at);
    if (c >= '0' && c <= '9') {
      readNumber();
    } else if (c == '\'' || c == '"') {
      readText(c);
    } else if (c == '_' || Character.isUnicodeIdentifierStart(source.codePointAt(at))) {
      readName();
    } else {
      readOperator(c);
    }
  }

  private void add(Token.Type type, String text, Object value, int length) {
    tokens.add(new Token(type, text, value, at));
    at += length;
  }

  private void readNumber() {
    Matcher number = FLOAT.matcher(source).region(at, source.length());
    boolean isFloat = source.charAt(at - 1) != '.' && number.lookingAt();
    if (!isFloat) {
      number = INTEGER.matcher(source).region(at, source.length());
      if (!number.lookingAt()) {
        throw problem(at, "a malformed number", "a number");
      }
    }
    String digits = number.group().replace("_", "");
    if (digits.length() > Integers.MOST_DIGITS) {
      throw problem(at, "a number of " + digits.length() + " digits", "a shorter number");
    }
    Object value = isFloat ? (Object) Double.parseDouble(digits) : integer(digits);
    add(Token.Type.NUMBER, number.group(), value, number.group().length());
  }

  private static Object integer(String digits) {
    int base =
        switch (digits.length() < 2 ? '0' : digits.charAt(1)) {
          case 'b', 'B' -> 2;
          case 'o', 'O' -> 8;
          case 'x', 'X' -> 16;
          default -> 10;
        };
    return Integers.shrink(new BigInteger(base == 10 ? digits : digits.substring(2), base));
  }

  private void readText(char quote) {
    int close = at + 1;
    while (close < source.length() && source.charAt(close) != quote) {
      close += source.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= source.length()) {
      throw problem(at, "a text that is not closed", "a closing " + quote);
    }
    String decoded = Escapes.decode(source.substring(at + 1, close));
    if (decoded == null) {
      throw problem(at, "a text with a malformed escape", "an escape such as \\n or \\u00e9");
    }
    add(Token.Type.TEXT, decoded, decoded, close + 1 - at);
  }

  private void readName() {
    int close = at;
    while (close < source.length() && isNamePart(source.codePointAt(close))) {
      close += Character.charCount(source.codePointAt(close));
    }
    String name = source.substring(at, close);
    add(Token.Type.NAME, name, name, name.length());
  }

  private static boolean isNamePart(int point) {
    return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }

  private void readOperator(char c) {
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, at)) {
        balance(c);
        add(Token.Type.OPERATOR, operator, operator, operator.length());
        return;
      }
    }
    String found = source.startsWith("&&", at) ? "&&" : Character.toString(source.codePointAt(at));
    throw problem(at, "'" + found + "'", HINTS.getOrDefault(found, "an expression"));
  }

  private void balance(char c) {
    Character closing = CLOSING.get(c);
    if (closing != null) {
      brackets.push(closing);
    } else if (CLOSING.containsValue(c)) {
      if (brackets.isEmpty()) {
        throw problem(at, "'" + c + "' without its opening bracket", "'" + end + "'");
      }
      char expected = brackets.pop();
      if (expected != c) {
        throw problem(at, "'" + c + "'", "'" + expected + "'");
      }
    }
  }

  private static InvalidTemplateException problem(int position, String found, String accepted) {
    return new InvalidTemplateException(new TemplateProblem(position, found, accepted));
  }
}
