package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a sync reads its model, run after run. */
public sealed interface SyncMode {
  /** A full pass every time. */
  SyncMode FULL = new Full();

  /** One full pass, then only what changed. */
  SyncMode INCREMENTAL = new Incremental(null);

  /**
   * Whether the next run is to be a full pass.
   *
   * @param last when the last complete one ended, if there was one
   */
  boolean fullPassDue(@Nullable Instant last, Instant now);

  /** A full pass every time. */
  record Full() implements SyncMode {
    @Override
    public boolean fullPassDue(@Nullable Instant last, Instant now) {
      return true;
    }
  }

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

    @Override
    public boolean fullPassDue(@Nullable Instant last, Instant now) {
      return fullPassEvery != null && (last == null || !now.isBefore(last.plus(fullPassEvery)));
    }
  }
}
