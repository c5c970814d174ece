package dev.tidemark.application.connector;

import dev.tidemark.domain.failure.FetchFailure;
import java.util.Map;

/** What a provider says of credentials. */
public sealed interface CredentialCheck {
  /**
   * They work. Its text never shows a value.
   *
   * @param renewed fields that the provider exchanged while it was asked, and that are to be kept
   *     in place of those it was shown; a refresh token that it accepts only once is spent by then
   */
  record Accepted(Map<String, String> renewed) implements CredentialCheck {
    /** Copies the fields. */
    public Accepted {
      renewed = Map.copyOf(renewed);
    }

    /** They work as they are. */
    public Accepted() {
      this(Map.of());
    }

    @Override
    public String toString() {
      return "Accepted" + renewed.keySet();
    }
  }

  /** They do not work, for a reason that is safe to show. */
  record Rejected(String message) implements CredentialCheck {}

  /** The provider could not be asked. */
  record Unverified(FetchFailure failure) implements CredentialCheck {}
}
