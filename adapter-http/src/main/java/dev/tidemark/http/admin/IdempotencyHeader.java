package dev.tidemark.http.admin;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header by which a client names a request that it may send again. The IETF draft has it a
 * string of RFC 8941, which stands in quotes; most clients leave them out.
 */
final class IdempotencyHeader {
  private static final String NAME = "Idempotency-Key";

  /** Of one that is quoted, every character may stand behind a backslash. */
  private static final int LONGEST_QUOTED = 2 * IdempotencyKey.LONGEST + 2;

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]++|\\\\[\"\\\\])*+)\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + IdempotencyKey.LONGEST + "}");

  private IdempotencyHeader() {}

  /**
   * The name that the client gave to the request, if it gave one.
   *
   * @throws Refusal if it is no such name
   */
  static Optional<String> of(Call call) {
    List<String> values = call.headers(NAME);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw refusal(NAME + " must be sent once");
    }
    return Optional.of(
        unquoted(values.getFirst())
            .filter(key -> VISIBLE.matcher(key).matches())
            .orElseThrow(() ->
                refusal(
                    NAME + " has 1 to " + IdempotencyKey.LONGEST + " visible ASCII characters")));
  }

  /** What begins with a quote is quoted, and must be so to its end. */
  private static Optional<String> unquoted(String value) {
    if (!value.startsWith("\"")) {
      return Optional.of(value);
    }
    Matcher quoted = QUOTED.matcher(value);
    return value.length() <= LONGEST_QUOTED && quoted.matches()
        ? Optional.of(ESCAPED.matcher(quoted.group(1)).replaceAll("$1"))
        : Optional.empty();
  }

  private static Refusal refusal(String message) {
    return new Refusal(Problem.invalid(List.of(new Issue(List.of(NAME), message))));
  }
}
