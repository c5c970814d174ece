package dev.tidemark.application.connector;

import dev.tidemark.domain.failure.FetchFailure;

/** What a provider says of credentials. */
public sealed interface CredentialCheck {
  /** They work. */
  record Accepted() implements CredentialCheck {}

  /** They do not work, for a reason that is safe to show. */
  record Rejected(String message) implements CredentialCheck {}

  /** The provider could not be asked. */
  record Unverified(FetchFailure failure) implements CredentialCheck {}
}
