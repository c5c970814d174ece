package dev.tidemark.http.admin;

import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a call to a list asks for in its query. Parameters are read one by one, and everything that
 * is wrong with them is told at once, by {@link #done()}. An empty one counts as not given.
 */
final class Parameters {
  private static final int USUAL_LIMIT = 50;
  private static final int LARGEST_LIMIT = 500;

  private final Call call;
  private final List<Issue> issues = new ArrayList<>();

  Parameters(Call call) {
    this.call = call;
  }

  /** A text. */
  Optional<String> text(String name) {
    List<String> values = call.query(name);
    if (values.size() > 1) {
      issue(name, name + " must be given once");
      return Optional.empty();
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /** True or false. */
  Optional<Boolean> flag(String name) {
    Optional<String> text = text(name);
    if (text.filter(value -> !value.equals("true") && !value.equals("false")).isPresent()) {
      issue(name, name + " must be true or false");
    }
    return text.map("true"::equals);
  }

  /** The toolkit that what is listed belongs to. */
  Optional<ToolkitSlug> toolkit() {
    return parsed(
        "toolkit", ToolkitSlug::new, "toolkit has at most " + ToolkitSlug.LONGEST + " characters");
  }

  /** How many items are wanted. */
  int limit() {
    return parsed(
            "limit", Parameters::limit, "limit must be a whole number from 1 to " + LARGEST_LIMIT)
        .orElse(USUAL_LIMIT);
  }

  private static int limit(String text) {
    int limit = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "a limit is 1 to %d, but was %s".formatted(LARGEST_LIMIT, text));
    }
    return limit;
  }

  /**
   * Where the list goes on: the key that a cursor of that list holds.
   *
   * @param key makes a key of its text; refuses other texts with an IllegalArgumentException
   */
  <K> Optional<K> cursor(Cursors cursors, Function<String, K> key) {
    return parsed(
        "cursor",
        text -> key.apply(cursors.read(text)),
        "cursor must be the next_cursor of an answer of this list");
  }

  private <T> Optional<T> parsed(String name, Function<String, T> parser, String message) {
    try {
      return text(name).map(parser);
    } catch (IllegalArgumentException e) {
      issue(name, message);
      return Optional.empty();
    }
  }

  private void issue(String name, String message) {
    issues.add(new Issue(List.of(name), message));
  }

  /**
   * To be called when all parameters are read.
   *
   * @throws Refusal if anything is wrong with one
   */
  void done() {
    if (!issues.isEmpty()) {
      throw new Refusal(Problem.invalid(issues));
    }
  }
}
