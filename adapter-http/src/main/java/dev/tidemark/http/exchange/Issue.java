package dev.tidemark.http.exchange;

import java.util.List;

/**
 * What is wrong with one place of a request.
 *
 * @param path the names, and numbers from 0, that lead to the place, such as {@code config}, {@code
 *     apiKey}
 * @param message one sentence that does not show the value
 */
public record Issue(List<Object> path, String message) {
  /** Refuses other things in the path; copies it. */
  public Issue {
    path = List.copyOf(path);
    if (!path.stream().allMatch(part -> part instanceof String || part instanceof Integer)) {
      throw new IllegalArgumentException("a path has names and numbers, but was " + path);
    }
  }
}
