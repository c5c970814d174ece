package dev.tidemark.http.exchange;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a request is not answered as it wished.
 *
 * @param message one short sentence for the caller, without secrets
 * @param issues the places of the request that are wrong; empty if the fault is another
 * @param reason one word for programs, where one fault can have several reasons
 */
public record Problem(Fault fault, String message, List<Issue> issues, Optional<String> reason) {
  /** What can stand in a path: names as fields have them, and places in a list. */
  private static final Pattern PART = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}|\\d{1,9}");

  /** Copies the issues, with as much of their paths as may be repeated. */
  public Problem {
    issues = issues.stream().map(Problem::sayable).toList();
  }

  /** A problem whose fault says all that programs need to know. */
  public Problem(Fault fault, String message, List<Issue> issues) {
    this(fault, message, issues, Optional.empty());
  }

  /** Nobody knows what a client has put where the name of a field should be. */
  private static Issue sayable(Issue issue) {
    return new Issue(
        issue.path().stream()
            .takeWhile(part -> PART.matcher(String.valueOf(part)).matches())
            .toList(),
        issue.message());
  }

  /** With the sentence that suits the fault in general. */
  public static Problem of(Fault fault) {
    return new Problem(fault, fault.message(), List.of());
  }

  /** A request that is as it should be, but cannot be carried out now, for that reason. */
  public static Problem conflict(String reason, String message) {
    return new Problem(Fault.CONFLICT, message, List.of(), Optional.of(reason));
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
