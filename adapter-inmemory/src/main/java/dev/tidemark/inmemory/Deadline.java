package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.Comparator;

/** Something about a sync is up at that instant; the earliest comes first. */
record Deadline(Instant at, SyncId sync) implements Comparable<Deadline> {
  private static final Comparator<SyncId> ANY_ORDER =
      Comparator.comparing((SyncId sync) -> sync.connection().organization().value())
          .thenComparing(sync -> sync.connection().provider().value())
          .thenComparing(sync -> sync.model().value());

  @Override
  public int compareTo(Deadline other) {
    int byInstant = at.compareTo(other.at);
    return byInstant != 0 ? byInstant : ANY_ORDER.compare(sync, other.sync);
  }
}
