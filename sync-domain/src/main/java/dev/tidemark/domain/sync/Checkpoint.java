package dev.tidemark.domain.sync;

/** Where reading goes on; only the connector that made it understands it. */
public record Checkpoint(String value) {
  private static final int LONGEST = 1 << 20;

  /** Refuses a checkpoint of more than 1 MiB characters. */
  public Checkpoint {
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a checkpoint has at most "
              + LONGEST
              + " characters, but this one has "
              + value.length());
    }
  }
}
