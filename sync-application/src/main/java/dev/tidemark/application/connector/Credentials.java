package dev.tidemark.application.connector;

import java.util.HashMap;
import java.util.Map;

/** What a provider is shown to prove a connection, field by field. Its text never shows a value. */
public record Credentials(Map<String, String> fields) {
  /** Copies the fields. */
  public Credentials {
    fields = Map.copyOf(fields);
  }

  /** The same with other values in some fields. */
  public Credentials with(Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(fields);
    merged.putAll(others);
    return new Credentials(merged);
  }

  @Override
  public String toString() {
    return "Credentials" + fields.keySet();
  }
}
