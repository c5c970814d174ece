package dev.tidemark.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.Optional;

/** Ends a call whose request is not as it should be. It says so in its problem alone. */
public final class Refusal extends RuntimeException {
  private final transient Problem problem;
  private final transient Optional<Header> header;

  /** For that reason. */
  public Refusal(Problem problem) {
    this(problem, Optional.empty());
  }

  private Refusal(Problem problem, Optional<Header> header) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.header = header;
  }

  /** For too many requests, of which one would be taken again after so many seconds. */
  static Refusal rateLimited(long seconds) {
    return new Refusal(
        Problem.of(Fault.RATE_LIMITED),
        Optional.of(HeaderValues.create(HeaderNames.RETRY_AFTER, String.valueOf(seconds))));
  }

  /** The reason. */
  public Problem problem() {
    return problem;
  }

  /** What the answer says in a header beside. */
  Optional<Header> header() {
    return header;
  }
}
