package dev.tidemark.http.admin;

import dev.tidemark.http.exchange.Fault;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import java.util.List;
import java.util.regex.Pattern;

/** Answers to names in a path that nothing in the catalogue has. */
final class UnknownNames {
  /** Nobody knows what else a client has put where a slug should be. */
  private static final Pattern SAYABLE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private UnknownNames() {}

  /**
   * The refusal of a name.
   *
   * @param kind what should have had it, such as {@code tool}
   */
  static Refusal refusal(String kind, String name) {
    String named = SAYABLE.matcher(name).matches() ? kind + " '" + name + "'" : "such " + kind;
    return new Refusal(
        new Problem(Fault.UNKNOWN_NAME, "There is no " + named + " in the catalogue", List.of()));
  }
}
