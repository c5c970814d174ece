package dev.tidemark.http.exchange;

import java.util.List;

/**
 * Why a request is not answered as it wished.
 *
 * @param message one short sentence for the caller, without secrets
 * @param issues the places of the request that are wrong; empty if the fault is another
 */
public record Problem(Fault fault, String message, List<Issue> issues) {
  /** Copies the issues. */
  public Problem {
    issues = List.copyOf(issues);
  }

  /** With the sentence that suits the fault in general. */
  public static Problem of(Fault fault) {
    return new Problem(fault, fault.message(), List.of());
  }

  /** A request that is wrong as a whole. */
  public static Problem invalid(String message) {
    return new Problem(Fault.INVALID, message, List.of());
  }

  /** A request that is wrong in those places, of which there is at least one. */
  public static Problem invalid(List<Issue> issues) {
    return new Problem(Fault.INVALID, issues.getFirst().message(), issues);
  }
}
