package dev.tidemark.connectors.document;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that cannot be run as it stands; carries every problem found in it. */
public final class InvalidManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Names the document and its problems.
   *
   * @param document the name the author knows it by, such as its file
   * @param problems at least one
   */
  public InvalidManifestException(String document, List<Problem> problems) {
    super(message(document, problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order found. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String document, List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty for " + document);
    }
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", document + " cannot be run:", ""));
  }
}
