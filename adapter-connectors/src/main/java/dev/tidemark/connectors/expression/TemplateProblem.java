package dev.tidemark.connectors.expression;

import java.util.Objects;

/**
 * One thing that is wrong with a template.
 *
 * @param position where, counted in characters from the start of the template, from 0
 * @param found what stands there, for example {@code the unknown filter 'frist'}
 * @param accepted what would be accepted there, for example {@code one of abs, batch}
 */
public record TemplateProblem(int position, String found, String accepted) {

  private static final int LONGEST_FOUND = 200;

  /** Refuses a negative position and blank texts, and shortens what was found to 200 characters. */
  public TemplateProblem {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(accepted, "accepted");
    if (position < 0) {
      throw new IllegalArgumentException("position must not be negative, but was " + position);
    }
    if (found.isBlank() || accepted.isBlank()) {
      throw new IllegalArgumentException("found and accepted must not be blank");
    }
    if (found.length() > LONGEST_FOUND) {
      found = found.substring(0, LONGEST_FOUND) + "...";
    }
  }

  /** The problem as one sentence without a full stop. */
  public String sentence() {
    return "at character " + position + ": found " + found + "; accepted is " + accepted;
  }

  @Override
  public String toString() {
    return sentence();
  }
}
