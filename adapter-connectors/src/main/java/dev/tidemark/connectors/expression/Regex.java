package dev.tidemark.connectors.expression;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of Python's re, matched within bounds of time. */
final class Regex {
  private static final int LONGEST = 10_000;
  private static final int MOST_STEPS = 1_000_000;

  private final Pattern pattern;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Compiles an expression; a fault when it is malformed or uses what Java's do not have. */
  static Regex of(String expression) {
    if (expression.length() > LONGEST) {
      throw Fault.limit("a regular expression is longer than " + LONGEST + " characters");
    }
    try {
      String translated = RegexTranslation.toJava(expression);
      // Python's $ and . know only \n as the end of a line, and its classes are Unicode's.
      return new Regex(
          Pattern.compile(translated, Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS));
    } catch (PatternSyntaxException e) {
      throw Fault.value("a regular expression is malformed: " + e.getDescription());
    } catch (StackOverflowError e) {
      throw Fault.limit("a regular expression is nested too deeply");
    }
  }

  Pattern pattern() {
    return pattern;
  }

  /**
   * Runs a match over a text whose every character read counts as work; a match that backtracks
   * without end becomes a fault.
   */
  <T> T run(Scope scope, String text, Function<Matcher, T> use) {
    try {
      return use.apply(
          pattern.matcher(
              new CountedText(text, MOST_STEPS, () -> scope.spend(CountedText.AT_ONCE))));
    } catch (StackOverflowError e) {
      throw Fault.limit("a regular expression needs too much memory for a text");
    }
  }
}
