package dev.tidemark.http.signin;

import dev.tidemark.application.connection.CompleteSignIn.Said;
import dev.tidemark.http.exchange.Call;
import java.util.List;
import java.util.Optional;

/**
 * What a provider hands back through the browser (RFC 6749, sections 4.1.2 and 4.1.2.1). Anybody
 * can write such an address, so it is taken only if it says one thing.
 *
 * @param state as the provider was given it
 */
record WayBack(String state, Said said) {
  private static final int LONGEST_WORD = 64;
  private static final int LONGEST_DESCRIPTION = 200;
  private static final List<String> PARAMETERS =
      List.of("state", "code", "error", "error_description");

  /** The way back that a call is; empty if it is none. */
  static Optional<WayBack> of(Call call) {
    if (PARAMETERS.stream().anyMatch(name -> call.query(name).size() > 1)) {
      return Optional.empty();
    }
    Optional<String> code = parameter(call, "code");
    Optional<String> error = parameter(call, "error");
    if (code.isPresent() == error.isPresent()) {
      return Optional.empty();
    }
    Said said =
        code.<Said>map(Said.Code::new)
            .orElseGet(() ->
                new Said.Denied(
                    sentence(error.orElseThrow(), parameter(call, "error_description"))));
    return parameter(call, "state").map(state -> new WayBack(state, said));
  }

  @Override
  public String toString() {
    return "WayBack";
  }

  private static Optional<String> parameter(Call call, String name) {
    return call.query(name).stream().filter(value -> !value.isBlank()).findFirst();
  }

  private static String sentence(String error, Optional<String> description) {
    if (error.equals("access_denied")) {
      return "the sign-in was cancelled, or access was refused";
    }
    String word = error.replaceAll("[^A-Za-z_]", "");
    String name = word.isEmpty() ? "no reason that can be shown" : cut(word, LONGEST_WORD);
    String more =
        description
            .map(text -> text.replaceAll("[\\p{C}\\s]+", " ").strip())
            .filter(text -> !text.isEmpty())
            .map(text -> ": " + cut(text, LONGEST_DESCRIPTION))
            .orElse("");
    return name + more;
  }

  /** Never in the middle of a character. */
  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
  }
}
