package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses by itself, whoever asks for it. */
class ConstraintsTest {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");

  private Database database;

  @BeforeEach
  void aRunIsUnderWay() {
    database = TestStore.emptied(getClass());
    Ports ports = TestStore.ports(database, InstantSource.system());
    ports.connections().save(Fixtures.connection(SYNC.connection()));
    ports.syncs().add(Fixtures.sync(SYNC));
    ports.journal().begin(SYNC, new RunId("run"), Fixtures.NOON, Duration.ofMinutes(1));
  }

  @Test
  void takesWhatIsAllowed() {
    int changed =
        database.change(
            """
            update syncs
            set outcome = 'succeeded', outcome_at = now(), last_succeeded_at = now(), run = null,
              run_id = null, run_at = null, run_full = null, run_token = null, lease_until = null,
              run_attempt = null
            """);
    assertThat(changed).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Runs.
        "insert into runs (dataset, id, full_pass, started_at, attempts, inserted, updated,"
            + " unchanged, deleted) select dataset, 'other', false, now(), 1, 0, 0, 0, 0 from runs",
        "update runs set outcome = 'succeeded'",
        "update runs set outcome_at = now()",
        "update runs set outcome = 'fine', outcome_at = now()",
        "update runs set outcome = 'failed', outcome_at = now()",
        "update runs set outcome = 'succeeded', outcome_at = now(), outcome_failure = '{}'",
        "update runs set attempts = 0",
        "update runs set inserted = -1",
        "update runs set deleted = -1",
        "update runs set dataset = dataset + 1000",
        // Leases.
        "update syncs set run_token = null",
        "update syncs set lease_until = null",
        "update syncs set lease_until = null, run_token = null",
        "update syncs set run = null",
        "update syncs set run = null, run_id = null, run_at = null",
        "update syncs set run = 'queued'",
        "update syncs set run = 'resting'",
        "update syncs set run_id = null",
        "update syncs set run_token = token + 1",
        "update syncs set token = -1",
        "update syncs set token = run_token - 1",
        "update syncs set run = 'waiting_retry', lease_until = null, run_token = null",
        "update syncs set resume_at = now()",
        "update syncs set run_attempt = null",
        "update syncs set run_failure = '{}'",
        "update syncs set run = 'waiting_retry', lease_until = null, run_token = null,"
            + " resume_at = now()",
        // Outcomes.
        "update syncs set outcome = 'succeeded'",
        "update syncs set outcome = 'succeeded', outcome_at = now()",
        "update syncs set outcome = 'succeeded', outcome_at = now(),"
            + " last_succeeded_at = now() - interval '1 s'",
        "update syncs set outcome = 'failed', outcome_at = now()",
        "update syncs set outcome = 'partial', outcome_at = now()",
        "update syncs set outcome_failure = '{}'",
        "update syncs set outcome_at = now()",
        "update syncs set last_succeeded_at = now()",
        "update syncs set outcome = 'cancelled', outcome_at = now()",
        // Holds.
        "update syncs set hold = 'paused'",
        "update syncs set hold_at = now()",
        "update syncs set hold = 'halted', hold_at = now()",
        "update syncs set hold = 'paused', hold_at = now(), hold_failure = '{}'",
        "update syncs set hold = 'awaiting_setup', hold_at = now()",
        // Schedules.
        "update syncs set every_seconds = 0",
        "update syncs set every_seconds = null",
        "update syncs set schedule = 'manual'",
        "update syncs set schedule = 'cron', every_seconds = null",
        "update syncs set schedule = 'cron', every_seconds = null, cron = '0 6 * * *'",
        "update syncs set schedule = 'cron', cron = '0 6 * * *', cron_zone = 'UTC'",
        "update syncs set mode = 'some'",
        "update syncs set epoch = 0",
        "update syncs set failures = -1",
        "update syncs set scheduled_from = null",
        // What belongs together.
        "delete from connections",
        "delete from datasets",
        "update syncs set organization = 'org_other'",
        "insert into datasets (organization, provider, model)"
            + " select organization, provider, model from datasets",
        "update connections set state = 'needs_reauthorization'",
        "update connections set reason = 'why'",
        // Records.
        "update datasets set live = -1",
        "insert into records (dataset, key, hash, deleted, changed_at)"
            + " select id, 'a', sha256('a'), false, now() from datasets",
        "insert into records (dataset, key, content, hash, deleted, changed_at)"
            + " select id, 'a', '{}', 'short', false, now() from datasets",
        "insert into records (dataset, key, content, hash, deleted, changed_at)"
            + " select id + 1000, 'a', '{}', sha256('a'), false, now() from datasets",
      })
  void refuses(String statement) {
    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> database.change(statement));

    assertThat(refused).isNotNull().hasMessage("the database does not take what it was given");
    assertThat(refused.getCause())
        .isInstanceOfSatisfying(
            SQLException.class, cause -> assertThat(cause.getSQLState()).startsWith("23"));
  }
}
