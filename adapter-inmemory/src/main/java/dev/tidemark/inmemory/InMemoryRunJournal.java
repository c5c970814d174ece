package dev.tidemark.inmemory;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What workers write, in memory. */
final class InMemoryRunJournal implements RunJournal {
  private final InMemoryTransactions transactions;
  private final Facts facts;
  private final InMemoryRecordStore records;
  private final Histories histories;

  InMemoryRunJournal(
      InMemoryTransactions transactions,
      Facts facts,
      InMemoryRecordStore records,
      Histories histories) {
    this.transactions = transactions;
    this.facts = facts;
    this.records = records;
    this.histories = histories;
  }

  @Override
  public Optional<Beginning> begin(SyncId id, RunId fresh, Instant now, Duration lease) {
    return transactions.perform(() ->
        facts
            .find(id)
            .map(sync -> {
              Beginning beginning = sync.begin(fresh, now, now.plus(lease));
              switch (beginning) {
                case Beginning.Begun begun -> {
                  facts.replace(sync, begun.sync());
                  histories.begun(begun.sync(), begun.lease(), now);
                }
                case Beginning.FoundLost found -> {
                  histories.ended(id, found.run(), found.outcome());
                  facts.replace(sync, found.sync());
                }
                case Beginning.Active active -> {}
                case Beginning.Held held -> {}
              }
              return beginning;
            }));
  }

  @Override
  public PageCommit commitPage(Lease lease, Fetched.Page page, Instant now) {
    return this.<PageCommit>held(
            lease,
            sync -> {
              InMemoryRecordStore.Changes changes =
                  records.store(sync.id(), page, sync.fullPass(), now);
              histories.counted(sync.id(), changes.counts());
              facts.replace(
                  sync, sync.progressed(page.checkpoint(), !page.records().isEmpty(), now));
              return new PageCommit.Committed(
                  changes.counts(),
                  changes.appeared(),
                  changes.updated(),
                  changes.disappeared(),
                  sync.currentRun() instanceof CurrentRun.Cancelling);
            })
        .orElseGet(PageCommit.LeaseLost::new);
  }

  @Override
  public Beat beat(Lease lease, Instant until) {
    return held(
            lease,
            sync -> {
              facts.replace(sync, sync.beaten(until));
              return sync.currentRun() instanceof CurrentRun.Cancelling
                  ? Beat.CANCEL_REQUESTED
                  : Beat.HELD;
            })
        .orElse(Beat.LOST);
  }

  @Override
  public Sweep sweep(Lease lease, DeletionGuard guard, Instant now) {
    return held(lease, sync -> sweep(sync, guard, now)).orElseGet(Sweep.LeaseLost::new);
  }

  private Sweep sweep(Sync sync, DeletionGuard guard, Instant now) {
    if (sync.fullPass() == null) {
      return new Sweep.Swept(List.of());
    }
    Sweep sweep = records.sweep(sync.id(), sync.fullPass(), guard, now);
    if (sweep instanceof Sweep.Swept swept) {
      histories.counted(sync.id(), new RunCounts(0, 0, 0, swept.disappeared().size()));
    }
    return sweep;
  }

  @Override
  public Optional<Sync> suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver) {
    return held(lease, sync -> changed(sync, sync.suspended(waiting, startOver)));
  }

  @Override
  public Optional<Sync> finish(Lease lease, Outcome outcome) {
    return held(
        lease,
        sync -> {
          histories.ended(sync.id(), lease.run(), outcome);
          return changed(sync, sync.finished(outcome));
        });
  }

  private Sync changed(Sync before, Sync after) {
    facts.replace(before, after);
    return after;
  }

  @Override
  public List<Run> history(SyncId sync, int limit) {
    return histories.newest(sync, limit);
  }

  /** Does the work in one transaction with the facts, if the lease may write; else nothing. */
  private <T> Optional<T> held(Lease lease, Function<Sync, T> work) {
    return transactions.perform(() -> facts.heldBy(lease).map(work));
  }
}
