package dev.tidemark.postgres.sync;

import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.EndedRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The runs of every sync. What changes is to be called in a transaction. */
final class History {
  private final Database database;
  private final InstantSource clock;

  History(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  List<Run> newest(SyncId sync, int limit) {
    return database.list(
        """
        select *
        from runs
        where dataset = (
            select id from datasets where organization = ? and provider = ? and model = ?)
        order by number desc
        limit ?
        """,
        row -> run(sync, row),
        sync.connection().organization().value(),
        sync.connection().provider().value(),
        sync.model().value(),
        limit);
  }

  private static Run run(SyncId sync, Row row) throws SQLException {
    return new Run(
        new RunId(row.text("id")),
        sync,
        row.truth("full_pass"),
        row.instant("started_at"),
        row.integer("attempts"),
        new RunCounts(
            row.number("inserted"),
            row.number("updated"),
            row.number("unchanged"),
            row.number("deleted")),
        OutcomeColumns.read(row));
  }

  /** A worker took the run up, for the first time or again. */
  void begun(Stored before, Sync after, Lease lease, Instant now) {
    if (!(before.sync().currentRun() instanceof CurrentRun.Waiting) || !resumed(before, lease)) {
      database.changeLater(
          new Object(),
          """
          insert into runs (
            dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted)
          values (?, ?, ?, ?, 1, 0, 0, 0, 0)
          """,
          before.dataset(),
          lease.run().value(),
          after.fullPass() != null,
          now);
    }
  }

  private boolean resumed(Stored stored, Lease lease) {
    return database.change(
            """
            update runs set attempts = attempts + 1
            where dataset = ? and outcome is null and id = ?
            """,
            stored.dataset(),
            lease.run().value())
        > 0;
  }

  /** The run under way changed records. */
  void counted(long dataset, RunCounts counts) {
    if (!counts.equals(RunCounts.NONE)) {
      database.changeLater(
          new Object(),
          """
          update runs
          set inserted = inserted + ?, updated = updated + ?, unchanged = unchanged + ?,
            deleted = deleted + ?
          where dataset = ? and outcome is null
          """,
          counts.inserted(),
          counts.updated(),
          counts.unchanged(),
          counts.deleted(),
          dataset);
    }
  }

  /** The run is over; nothing happens if it was before, or has never begun. */
  void ended(long dataset, RunId run, Outcome outcome) {
    OutcomeColumns columns = OutcomeColumns.of(outcome);
    database.changeLater(
        new Object(),
        """
        update runs
        set outcome = ?, outcome_at = ?, outcome_failure = ?::jsonb, outcome_stored = ?::bigint,
          outcome_expected = ?::bigint
        where dataset = ? and outcome is null and id = ?
        """,
        columns.outcome(),
        columns.at(),
        columns.failure(),
        columns.stored(),
        columns.expected(),
        dataset,
        run.value());
  }

  /** A run that the facts do not know any more is over. */
  void follow(Stored stored, Sync after) {
    ended(stored, EndedRun.between(stored.sync(), after, clock.instant()));
  }

  /** The sync is gone, and with it the run that was active. */
  void removed(Stored stored) {
    ended(stored, EndedRun.removed(stored.sync(), clock.instant()));
  }

  private void ended(Stored stored, Optional<EndedRun> run) {
    run.ifPresent(over -> ended(stored.dataset(), over.run(), over.outcome()));
  }
}
