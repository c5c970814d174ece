package dev.tidemark.server.config;

import java.util.List;

/**
 * The server cannot start as it was told; says everything that is wrong at once, and shows no
 * secret.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem. */
  public List<String> problems() {
    return problems;
  }
}
