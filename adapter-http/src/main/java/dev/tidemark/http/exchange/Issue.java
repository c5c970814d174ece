package dev.tidemark.http.exchange;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with one place of a request.
 *
 * @param path the names that lead to the place, such as {@code config}, {@code apiKey}, as far as
 *     they look like names; others are not repeated, since nobody knows what a client put there
 * @param message one sentence that does not show the value
 */
public record Issue(List<String> path, String message) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

  /** Copies the path, up to the first name that is none. */
  public Issue {
    path = path.stream().takeWhile(name -> NAME.matcher(name).matches()).toList();
  }
}
