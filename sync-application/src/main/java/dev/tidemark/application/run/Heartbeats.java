package dev.tidemark.application.run;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.sync.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the leases of the runs on this node alive. A thread of its own calls {@link #beatAll} at
 * least three times per lease, so that a run which waits for its provider is not taken for lost.
 */
public final class Heartbeats {
  private final RunJournal journal;
  private final InstantSource clock;
  private final Duration lease;
  private final Set<Lease> alive = ConcurrentHashMap.newKeySet();

  /** Leases last so long from each beat. */
  public Heartbeats(RunJournal journal, InstantSource clock, Duration lease) {
    this.journal = journal;
    this.clock = clock;
    this.lease = lease;
  }

  /** How long a lease lasts without a beat. */
  public Duration lease() {
    return lease;
  }

  /** Beats for every run on this node. */
  public void beatAll() {
    List<Lease> held = List.copyOf(alive);
    if (held.isEmpty()) {
      return;
    }
    try {
      alive.removeAll(journal.beatAll(held, clock.instant().plus(lease)));
    } catch (StorageException e) {
      // The store is away. A later beat may come in time; if none does, the runs are lost, as they
      // should be.
    }
  }

  /** Beats for the run as long as the work lasts. */
  void during(Lease held, Runnable work) {
    alive.add(held);
    try {
      work.run();
    } finally {
      alive.remove(held);
    }
  }
}
