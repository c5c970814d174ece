package dev.tidemark.domain.key;

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

  /** The scope as it is written outside, such as {@code admin:read}. */
  public String word() {
    return word;
  }
}
