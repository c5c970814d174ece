package dev.tidemark.domain.key;

import java.util.Optional;
import java.util.stream.Stream;

/** What an API key allows. */
public enum Scope {
  /** Read an organization's integrations and their status. */
  INTEGRATIONS_READ("integrations:read"),
  /** Connect and disconnect providers. */
  INTEGRATIONS_MANAGE("integrations:manage"),
  /** Read the connector catalogue's status. */
  ADMIN_READ("admin:read"),
  /** Change the connector catalogue. */
  ADMIN_MANAGE("admin:manage");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The scope of that word. */
  public static Optional<Scope> of(String word) {
    return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }

  /** The scope as it is written outside, such as {@code admin:read}. */
  public String word() {
    return word;
  }
}
