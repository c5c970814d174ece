package dev.tidemark.domain.connection;

/** What is known of a connection that exists. */
public sealed interface ConnectionState {
  /** A sign-in has begun and no credentials are there yet. */
  record Connecting() implements ConnectionState {}

  /** The provider accepted the credentials when they were last used. */
  record Connected() implements ConnectionState {}

  /**
   * The provider rejected the credentials; nothing is asked of it until new ones are given.
   *
   * @param reason one sentence that is safe to show
   */
  record NeedsReauthorization(String reason) implements ConnectionState {}
}
