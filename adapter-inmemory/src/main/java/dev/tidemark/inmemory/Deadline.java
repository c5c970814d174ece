package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.Comparator;

/** Something about a sync is up at that instant; the earliest comes first. */
record Deadline(Instant at, SyncId sync) implements Comparable<Deadline> {
  private static final Comparator<Deadline> ORDER =
      Comparator.comparing(Deadline::at)
          .thenComparing(deadline -> deadline.sync.connection().organization().value())
          .thenComparing(deadline -> deadline.sync.connection().provider().value())
          .thenComparing(deadline -> deadline.sync.model().value());

  @Override
  public int compareTo(Deadline other) {
    return ORDER.compare(this, other);
  }
}
