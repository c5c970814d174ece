package dev.tidemark.connectors.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Matches of regular expressions that may come from strangers, against texts that may as well. */
public final class BoundedMatch {
  private static final int LONGEST = 4_000;
  private static final int MOST_STEPS = 500_000;

  private BoundedMatch() {}

  /** Whether the expression is found in the text; not when that would take too long to tell. */
  public static boolean find(Pattern pattern, String text) {
    try {
      return matcher(pattern, text).find();
    } catch (Fault | StackOverflowError e) {
      return false;
    }
  }

  /** What the text starts with and the expression matches, if that can be told in time. */
  public static Optional<String> atStart(Pattern pattern, String text) {
    try {
      Matcher matcher = matcher(pattern, text);
      return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    } catch (Fault | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static Matcher matcher(Pattern pattern, String text) {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return pattern.matcher(new CountedText(bounded, MOST_STEPS, () -> {}));
  }
}
