package dev.tidemark.postgres.sync;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.FencingToken;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What workers write, on PostgreSQL: every call holds the row of the sync's facts. */
final class PostgresRunJournal implements RunJournal {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final Facts facts;
  private final Records records;
  private final History history;

  PostgresRunJournal(Database database, Facts facts, Records records, History history) {
    this.database = database;
    this.facts = facts;
    this.records = records;
    this.history = history;
  }

  @Override
  public Optional<Beginning> begin(SyncId id, RunId fresh, Instant now, Duration lease) {
    return database.perform(() ->
        facts
            .lock(id)
            .map(stored -> {
              Beginning beginning = stored.sync().begin(fresh, now, now.plus(lease));
              switch (beginning) {
                case Beginning.Begun begun -> {
                  facts.replace(stored, begun.sync());
                  history.begun(stored, begun.sync(), begun.lease(), now);
                }
                case Beginning.FoundLost found -> {
                  facts.end(stored, found.sync(), found.run(), found.outcome());
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
            stored -> {
              Sync sync = stored.sync();
              Records.Changes changes = records.store(stored.dataset(), page, sync.fullPass(), now);
              history.counted(stored.dataset(), changes.counts());
              facts.replace(
                  stored, sync.progressed(page.checkpoint(), !page.records().isEmpty(), now));
              return new PageCommit.Committed(
                  changes.counts(),
                  changes.appeared(),
                  changes.updated(),
                  changes.disappeared(),
                  sync.currentRun() instanceof CurrentRun.Cancelling);
            })
        .orElseGet(PageCommit.LeaseLost::new);
  }

  /** In one statement, for workers beat often. */
  @Override
  public Beat beat(Lease lease, Instant until) {
    facts.forget(lease.sync());
    return database
        .find(
            """
            update syncs
            set lease_until = greatest(lease_until, ?)
            where organization = ? and provider = ? and model = ?
              and run_id = ? and run_token = ?
            returning run
            """,
            row -> row.text("run").equals("cancelling") ? Beat.CANCEL_REQUESTED : Beat.HELD,
            until,
            lease.sync().connection().organization().value(),
            lease.sync().connection().provider().value(),
            lease.sync().model().value(),
            lease.run().value(),
            lease.token().value())
        .orElse(Beat.LOST);
  }

  /**
   * In one statement, which waits for nobody; then one by one those whose sync somebody is at, as a
   * worker is who stores a page, and those that are lost. For all of these together it waits no
   * longer than {@link #PATIENCE}, for meanwhile nobody else's lease gets longer.
   */
  @Override
  public Set<Lease> beatAll(Collection<Lease> leases, Instant until) {
    Set<Lease> left = new LinkedHashSet<>(leases);
    prolonged(leases, until).forEach(left::remove);
    Set<Lease> lost = new HashSet<>();
    for (Lease lease : left) {
      try {
        if (beat(lease, until, PATIENCE.dividedBy(left.size())) == Beat.LOST) {
          lost.add(lease);
        }
      } catch (StorageException e) {
        // Whoever is at that sync takes long; the next round tries again.
      }
    }
    return lost;
  }

  private Beat beat(Lease lease, Instant until, Duration patience) {
    return database.perform(() -> {
      database.find(
          "select set_config('lock_timeout', ?, true) as patience",
          row -> true,
          Math.max(1, patience.toMillis()) + "ms");
      return beat(lease, until);
    });
  }

  private List<Lease> prolonged(Collection<Lease> leases, Instant until) {
    leases.forEach(lease -> facts.forget(lease.sync()));
    return database.list(
        """
        with held as (
          select s.dataset
          from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
              as l (organization, provider, model, run, token)
            join syncs s on s.organization = l.organization and s.provider = l.provider
              and s.model = l.model and s.run_id = l.run and s.run_token = l.token
          for update of s skip locked
        )
        update syncs set lease_until = greatest(lease_until, ?)
        from held where syncs.dataset = held.dataset
        returning organization, provider, model, run_id, run_token
        """,
        row ->
            new Lease(
                row.sync(),
                new RunId(row.text("run_id")),
                new FencingToken(row.number("run_token"))),
        each(leases, lease -> lease.sync().connection().organization().value()),
        each(leases, lease -> lease.sync().connection().provider().value()),
        each(leases, lease -> lease.sync().model().value()),
        each(leases, lease -> lease.run().value()),
        each(leases, lease -> lease.token().value()),
        until);
  }

  private static List<Object> each(Collection<Lease> leases, Function<Lease, Object> what) {
    return leases.stream().map(what).toList();
  }

  @Override
  public Sweep sweep(Lease lease, DeletionGuard guard, Instant now) {
    return held(lease, stored -> sweep(stored, guard, now)).orElseGet(Sweep.LeaseLost::new);
  }

  private Sweep sweep(Stored stored, DeletionGuard guard, Instant now) {
    RunId pass = stored.sync().fullPass();
    if (pass == null) {
      return new Sweep.Swept(List.of());
    }
    Sweep sweep = records.sweep(stored.dataset(), pass, guard, now);
    if (sweep instanceof Sweep.Swept swept) {
      history.counted(stored.dataset(), new RunCounts(0, 0, 0, swept.disappeared().size()));
    }
    return sweep;
  }

  @Override
  public Optional<Sync> suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver) {
    return held(
        lease,
        stored -> {
          Sync after = stored.sync().suspended(waiting, startOver);
          facts.replace(stored, after);
          return after;
        });
  }

  @Override
  public Optional<Sync> finish(Lease lease, Outcome outcome) {
    return held(
        lease,
        stored -> {
          Sync after = stored.sync().finished(outcome);
          facts.end(stored, after, lease.run(), outcome);
          return after;
        });
  }

  @Override
  public List<Run> history(SyncId sync, int limit) {
    return history.newest(sync, limit);
  }

  /** Does the work in one transaction with the facts, if the lease may write; else nothing. */
  private <T> Optional<T> held(Lease lease, Function<Stored, T> work) {
    return database.perform(() -> facts.lock(lease).map(work));
  }
}
