package dev.tidemark.testkit;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.Sweep;
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

/**
 * A journal that asks somebody before it takes a page.
 *
 * @param asked throws if the page is to be refused
 */
record RefusingJournal(RunJournal journal, Runnable asked) implements RunJournal {
  @Override
  public Optional<Beginning> begin(SyncId sync, RunId fresh, Instant now, Duration lease) {
    return journal.begin(sync, fresh, now, lease);
  }

  @Override
  public PageCommit commitPage(Lease lease, Fetched.Page page, Instant now) {
    asked.run();
    return journal.commitPage(lease, page, now);
  }

  @Override
  public Beat beat(Lease lease, Instant until) {
    return journal.beat(lease, until);
  }

  @Override
  public Set<Lease> beatAll(Collection<Lease> leases, Instant until) {
    return journal.beatAll(leases, until);
  }

  @Override
  public Sweep sweep(Lease lease, DeletionGuard guard, Instant now) {
    return journal.sweep(lease, guard, now);
  }

  @Override
  public Optional<Sync> suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver) {
    return journal.suspend(lease, waiting, startOver);
  }

  @Override
  public Optional<Sync> finish(Lease lease, Outcome outcome) {
    return journal.finish(lease, outcome);
  }

  @Override
  public List<Run> history(SyncId sync, int limit) {
    return journal.history(sync, limit);
  }
}
