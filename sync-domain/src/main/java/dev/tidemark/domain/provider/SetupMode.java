package dev.tidemark.domain.provider;

/** How a connection to a provider is made. */
public enum SetupMode {
  /** The user hands over credentials, which are checked and stored. */
  DIRECT,
  /** The user signs in to the provider in a browser. */
  BROWSER
}
