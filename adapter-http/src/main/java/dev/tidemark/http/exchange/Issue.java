package dev.tidemark.http.exchange;

import java.util.List;

/**
 * What is wrong with one place of a request.
 *
 * @param path the names that lead to the place, such as {@code config}, {@code apiKey}
 * @param message one sentence that does not show the value
 */
public record Issue(List<String> path, String message) {
  /** Copies the path. */
  public Issue {
    path = List.copyOf(path);
  }
}
