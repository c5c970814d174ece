package dev.tidemark.application.connector;

import java.util.Map;

/** What a provider is shown to prove a connection, field by field. Its text never shows a value. */
public record Credentials(Map<String, String> fields) {
  /** Copies the fields. */
  public Credentials {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return "Credentials" + fields.keySet();
  }
}
