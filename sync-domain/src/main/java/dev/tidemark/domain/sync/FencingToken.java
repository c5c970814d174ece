package dev.tidemark.domain.sync;

/**
 * The number that a worker shows with every commit. Each start of a run gets a higher one, so that
 * a worker which lost its lease cannot write over its successor.
 */
public record FencingToken(long value) {
  /** No run has started yet. */
  public static final FencingToken NONE = new FencingToken(0);

  /** Refuses a negative number. */
  public FencingToken {
    if (value < 0) {
      throw new IllegalArgumentException("a fencing token is not negative, but was " + value);
    }
  }

  /** The token after this one. */
  public FencingToken next() {
    return new FencingToken(value + 1);
  }
}
