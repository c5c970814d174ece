package dev.tidemark.application.key;

import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;

/** Tells whose an API key is. */
public final class ValidateApiKey {
  /** What is known of a key. */
  public sealed interface Outcome {
    /** It was handed out. */
    record Valid(ApiKey key) implements Outcome {}

    /** Nobody has it. */
    record Unknown() implements Outcome {}
  }

  private final ApiKeys keys;

  /** Against those keys. */
  public ValidateApiKey(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * Looks the key up by its hash.
   *
   * @throws dev.tidemark.application.store.StorageException if the key store cannot answer
   */
  public Outcome validate(String secret) {
    return validate(KeyHash.of(secret));
  }

  /**
   * The same for a caller that has hashed the key already.
   *
   * @throws dev.tidemark.application.store.StorageException if the key store cannot answer
   */
  public Outcome validate(KeyHash hash) {
    return keys.find(hash)
        .filter(key -> key.hash().matches(hash))
        .<Outcome>map(Outcome.Valid::new)
        .orElseGet(Outcome.Unknown::new);
  }
}
