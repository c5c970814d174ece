package dev.tidemark.http.integrations;

import dev.tidemark.http.exchange.JsonName;

/** Field names and words that more than one answer has. */
final class Names {
  static final JsonName CATEGORY = JsonName.of("category");
  static final JsonName CONNECTION_ID = JsonName.of("connectionId");
  static final JsonName ERROR_MESSAGE = JsonName.of("errorMessage");
  static final JsonName ID = JsonName.of("id");
  static final JsonName LABEL = JsonName.of("label");
  static final JsonName MAPPINGS = JsonName.of("mappings");
  static final JsonName NAME = JsonName.of("name");
  static final JsonName NOTES = JsonName.of("notes");
  static final JsonName PROVIDER = JsonName.of("provider");
  static final JsonName REQUIRED = JsonName.of("required");
  static final JsonName SECRET = JsonName.of("secret");
  static final JsonName STATUS = JsonName.of("status");

  private Names() {}

  /** The word for whether a provider is connected. */
  static String connected(boolean connected) {
    return connected ? "connected" : "not_connected";
  }
}
