package dev.tidemark.postgres.composio;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Triggers that may be sent again, on PostgreSQL. */
public final class PostgresTriggerMemory implements TriggerMemory {
  private static final int KEPT_OF_ONE_OWNER = 10_000;

  /** Forgetting never takes long: what is left is for the next time. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private final Database database;

  /** In that database. */
  public PostgresTriggerMemory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Remembered> find(IdempotencyKey key, Instant now) {
    String owner = Exact.kept(key.owner());
    String value = Exact.kept(key.value());
    database.lock("trigger " + value + " of " + owner);
    return database.find(
        """
        select full_asked, run_id, run_state, run_full, joined
        from remembered_triggers
        where owner = ? and key = ? and until > ?
        """,
        PostgresTriggerMemory::read,
        owner,
        value,
        now);
  }

  private static Remembered read(Row row) throws SQLException {
    return new Remembered(
        row.truth("full_asked"),
        new Accepted(
            new RunId(Exact.told(row.text("run_id"))),
            RunState.valueOf(row.text("run_state").toUpperCase(Locale.ROOT)),
            row.truth("run_full"),
            row.truth("joined")));
  }

  @Override
  public void remember(IdempotencyKey key, Remembered trigger, Instant now, Instant until) {
    String owner = Exact.kept(key.owner());
    database.perform(() -> {
      // Two at the same time would get the same number.
      database.lock("triggers of " + owner);
      long number = lastNumber(owner) + 1;
      write(owner, key, number, trigger, until);
      forgetOld(owner, number, now);
    });
  }

  private long lastNumber(String owner) {
    return database
        .find(
            "select max(number) as last from remembered_triggers where owner = ?",
            row -> row.number("last"),
            owner)
        .orElse(0L);
  }

  private void write(
      String owner, IdempotencyKey key, long number, Remembered trigger, Instant until) {
    Accepted accepted = trigger.accepted();
    database.change(
        """
        insert into remembered_triggers (
          owner, key, number, full_asked, run_id, run_state, run_full, joined, until)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (owner, key) do update
        set number = excluded.number, full_asked = excluded.full_asked, run_id = excluded.run_id,
          run_state = excluded.run_state, run_full = excluded.run_full, joined = excluded.joined,
          until = excluded.until
        """,
        owner,
        Exact.kept(key.value()),
        number,
        trigger.full(),
        Exact.kept(accepted.run().value()),
        accepted.state().name().toLowerCase(Locale.ROOT),
        accepted.full(),
        accepted.joined(),
        until);
  }

  private void forgetOld(String owner, long newest, Instant now) {
    database.change(
        """
        delete from remembered_triggers
        where owner = ?
          and number = any (array (
            select number from remembered_triggers
            where owner = ?
            order by number
            limit ?))
          and (until < ? or number <= ?)
        """,
        owner,
        owner,
        FORGOTTEN_AT_ONCE,
        now,
        newest - KEPT_OF_ONE_OWNER);
  }
}
