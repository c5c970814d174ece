package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What tests of retention have in common: an empty database, and an instant it is now. */
@Timeout(60)
abstract class RetentionTests {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  Database database;

  @BeforeEach
  void emptyDatabase() {
    database = TestStore.emptied(getClass());
  }

  Retention retention(Instant now) {
    return retention(now, RetentionPolicy.DEFAULT);
  }

  Retention retention(Instant now, RetentionPolicy policy) {
    return new Retention(database, () -> now, policy);
  }

  /** A dataset without runs. */
  long dataset(String model) {
    return database
        .find(
            """
            insert into datasets (organization, provider, model) values ('o', 'p', ?)
            returning id
            """,
            row -> row.number("id"),
            model)
        .orElseThrow();
  }

  /** Adds so many runs, the last of which ended then, the others each so much earlier. */
  void addRuns(long dataset, int many, Instant last, Duration apart) {
    database.change(
        """
        insert into runs (
          dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted,
          outcome, outcome_at)
        select ?, 'run-' || n, false, ended, 1, 0, 0, 0, 0, 'succeeded', ended
        from generate_series(?::int - 1, 0, -1) n,
          lateral (select ?::timestamptz - n * make_interval(secs => ?) as ended) time
        order by n desc
        """,
        dataset,
        many,
        last,
        (double) apart.toSeconds());
  }

  void addActiveRun(long dataset, Instant started) {
    database.change(
        """
        insert into runs (
          dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted)
        values (?, 'active', false, ?, 1, 0, 0, 0, 0)
        """,
        dataset,
        started);
  }

  /** The numbers of the dataset's runs, the oldest first. */
  List<Long> runs(long dataset) {
    return database.list(
        "select number from runs where dataset = ? order by number",
        row -> row.number("number"),
        dataset);
  }

  long count(String table) {
    return database
        .find("select count(*) as many from " + table, row -> row.number("many"))
        .orElseThrow();
  }
}
