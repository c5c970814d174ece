package dev.tidemark.application.run;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Driven port: what workers write. Every call is one transaction, or joins the one it is made in,
 * and changes the sync's facts as {@link Sync} says. A worker shows its lease with every call; once
 * the sync has begun another run, was reset or removed, nothing that the worker wants is done. A
 * lease whose time has passed still holds until someone else takes over.
 */
public interface RunJournal {
  /**
   * Takes the lease and begins a run, or closes one whose worker is gone, as {@link Sync#begin}.
   * The history follows.
   *
   * @param fresh names the run if it is a new one
   * @return empty if there is no such sync
   */
  Optional<Beginning> begin(SyncId sync, RunId fresh, Instant now, Duration lease);

  /**
   * Stores a page: records, deletions, checkpoint and counts, all together or nothing. Of several
   * records of one key the last one counts, and none if the key is among the tombstones. A
   * tombstone of a record that is not live does nothing.
   */
  PageCommit commitPage(Lease lease, Fetched.Page page, Instant now);

  /** The worker lives; its lease holds until then. */
  Beat beat(Lease lease, Instant until);

  /**
   * The workers live; each lease holds until then. A store that can does it for all at once, and
   * lets no lease wait for a sync that somebody else is at.
   *
   * @return those that are lost
   */
  default Set<Lease> beatAll(Collection<Lease> leases, Instant until) {
    return leases.stream()
        .filter(lease -> beat(lease, until) == Beat.LOST)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Deletes the records that the full pass under way has not seen, unless the guard forbids it;
   * without a full pass, none. To be called in the transaction that ends the pass.
   */
  Sweep sweep(Lease lease, DeletionGuard guard, Instant now);

  /**
   * Gives the worker back; the run goes on later, as {@link Sync#suspended}.
   *
   * @return the facts afterwards; empty if the lease is lost
   */
  Optional<Sync> suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver);

  /**
   * Ends the run, as {@link Sync#finished}.
   *
   * @return the facts afterwards; empty if the lease is lost
   */
  Optional<Sync> finish(Lease lease, Outcome outcome);

  /** The newest runs of a sync, newest first, at most so many; a hundred are kept at least. */
  List<Run> history(SyncId sync, int limit);
}
