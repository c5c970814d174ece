package dev.tidemark.domain.record;

import java.nio.charset.StandardCharsets;

/**
 * A record's primary key within its model; the parts of a composite key are joined by its
 * connector.
 */
public record RecordKey(String value) {
  private static final int LONGEST = 1024;
  private static final int MOST_BYTES = 2048;

  /**
   * Refuses an empty key, and one of more than 1024 characters or 2048 bytes in UTF-8: indexes of
   * databases have no room for longer ones.
   */
  public RecordKey {
    if (value.isEmpty() || !fits(value)) {
      throw new IllegalArgumentException(
          "a record key has 1 to %d characters and at most %d bytes in UTF-8, but this one has %d characters"
              .formatted(LONGEST, MOST_BYTES, value.length()));
    }
  }

  /** Whether a text is not too long for a key. */
  public static boolean fits(String text) {
    return text.length() <= LONGEST
        && (text.length() <= MOST_BYTES / 3
            || text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES);
  }

  @Override
  public String toString() {
    return value;
  }
}
