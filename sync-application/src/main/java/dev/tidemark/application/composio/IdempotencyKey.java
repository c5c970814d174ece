package dev.tidemark.application.composio;

/**
 * What a client calls a request that it may send again.
 *
 * @param owner the id of the API key that it was sent with; other owners' keys are other keys
 * @param value 1 to 255 characters
 */
public record IdempotencyKey(String owner, String value) {
  /** The most characters of a value. */
  public static final int LONGEST = 255;

  /** Refuses an empty value, and one that is too long. */
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to %d characters, but this one has %d"
              .formatted(LONGEST, value.length()));
    }
  }
}
