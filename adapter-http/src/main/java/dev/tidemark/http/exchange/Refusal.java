package dev.tidemark.http.exchange;

/** Ends a call whose request is not as it should be. It says so in its problem alone. */
public final class Refusal extends RuntimeException {
  private final transient Problem problem;

  /** For that reason. */
  public Refusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  /** The reason. */
  public Problem problem() {
    return problem;
  }
}
