package dev.tidemark.inmemory;

import org.jspecify.annotations.Nullable;

/** A value as one transaction wrote it. */
final class Cell<V> {
  /** Null if the transaction removed it. */
  final @Nullable V value;

  /** The version of the store that this value belongs to. */
  final long version;

  /**
   * What the cell replaces, as long as its own version is not committed. Whoever finds it gone
   * although the version was not committed yet must look at the store's version again; volatile, so
   * that they see the newer one then.
   */
  volatile @Nullable Cell<V> previous;

  Cell(@Nullable V value, long version) {
    this.value = value;
    this.version = version;
  }
}
