package dev.tidemark.application.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a provider is shown to prove a connection, field by field. Its text never shows a value. */
public record Credentials(Map<String, String> fields) {
  /** Where the secret is kept that a provider signs what it sends by itself with. */
  private static final String WEBHOOK_SECRET = "webhookSecret";

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

  /** What the provider signs with when it tells by itself that something has changed. */
  public Optional<String> webhookSecret() {
    return Optional.ofNullable(fields.get(WEBHOOK_SECRET));
  }

  /** The same with another secret for that. */
  public Credentials withWebhookSecret(String secret) {
    return with(Map.of(WEBHOOK_SECRET, secret));
  }

  @Override
  public String toString() {
    return "Credentials" + fields.keySet();
  }
}
