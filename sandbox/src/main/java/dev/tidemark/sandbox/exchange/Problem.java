package dev.tidemark.sandbox.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused, in no provider's words yet.
 *
 * @param code the provider's own code; empty lets the provider choose one by the status
 * @param param the query parameter at fault
 * @param retryIn when it makes sense to ask again
 */
public record Problem(
    int status, String code, String message, @Nullable String param, @Nullable Duration retryIn) {

  public static Problem of(int status, String message) {
    return new Problem(status, "", message, null, null);
  }

  /** Makes an emulator answer with this problem instead. */
  public Refusal refusal() {
    return new Refusal(this);
  }

  /** Carries a problem from where it is found to where it is answered. */
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    private Refusal(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }
}
