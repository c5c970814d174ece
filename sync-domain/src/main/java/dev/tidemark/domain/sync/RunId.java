package dev.tidemark.domain.sync;

/** Names one run; unique for all time. */
public record RunId(String value) {
  /** Refuses a blank id. */
  public RunId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a run id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
