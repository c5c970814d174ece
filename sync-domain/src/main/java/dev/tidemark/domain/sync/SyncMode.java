package dev.tidemark.domain.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a sync reads its model, run after run. */
public sealed interface SyncMode {
  /** A full pass every time. */
  SyncMode FULL = new Full();

  /** One full pass, then only what changed. */
  SyncMode INCREMENTAL = new Incremental(null);

  /** A full pass every time. */
  record Full() implements SyncMode {}

  /**
   * A full pass first, then only what changed.
   *
   * @param fullPassEvery how long after the end of a full pass the next run is one again, which
   *     finds what has gone without a word; null for never
   */
  record Incremental(@Nullable Duration fullPassEvery) implements SyncMode {
    /** Refuses an interval that is not positive. */
    public Incremental {
      if (fullPassEvery != null && !fullPassEvery.isPositive()) {
        throw new IllegalArgumentException(
            "the time between full passes is positive, but was " + fullPassEvery);
      }
    }
  }
}
