package dev.tidemark.domain.record;

/**
 * A record's primary key within its model; the parts of a composite key are joined by its
 * connector.
 */
public record RecordKey(String value) {
  private static final int LONGEST = 1024;

  /** Refuses an empty key, and one of more than 1024 characters. */
  public RecordKey {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a record key has 1 to " + LONGEST + " characters, but this one has " + value.length());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
