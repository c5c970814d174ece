package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Scans;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.schedule.PostgresSyncScheduler;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked for all the time looks at few rows, however many there are. */
@Timeout(60)
class SyncScansTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId("org_7");
  private static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("p3"), ORGANIZATION);
  private static final SyncId SYNC = new SyncId(CONNECTION, new ModelName("M2"));
  private static final List<String> TABLES =
      List.of("connections", "datasets", "syncs", "runs", "records");

  private final Database database = new Database(TestStore.pool(SyncScansTest.class));
  private final Ports ports = TestStore.ports(database, InstantSource.system());

  @BeforeAll
  static void load() {
    Database database = TestStore.emptied(SyncScansTest.class);
    for (String statement :
        List.of(
            """
            insert into connections (organization, provider, state, connected_at)
            select 'org_' || o, 'p' || p, 'connected', now()
            from generate_series(1, 500) o, generate_series(1, 10) p
            """,
            """
            insert into datasets (organization, provider, model, live)
            select organization, provider, 'M' || m, 4000
            from connections, generate_series(1, 4) m
            """,
            """
            insert into syncs (
              dataset, organization, provider, model, schedule, every_seconds, mode, outcome,
              outcome_at, last_succeeded_at, scheduled_from, token, failures, epoch)
            select id, organization, provider, model, 'every', 3600, 'incremental', 'succeeded',
              now(), now(), now(), 1, 0, 1
            from datasets
            """,
            """
            update syncs
            set run = 'running', run_id = 'r', run_at = now(), run_attempt = 1, run_token = 1,
              lease_until = now() + dataset * interval '1 s'
            where dataset % 100 = 1
            """,
            """
            insert into runs (
              dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted,
              outcome, outcome_at)
            select dataset, 'r' || n, false, now(), 1, 0, 0, 0, 0, 'succeeded', now()
            from syncs, generate_series(1, 10) n
            where n = 1 or organization = 'org_7'
            """,
            """
            insert into runs (
              dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted,
              outcome, outcome_at)
            select dataset, 'r' || n, false, now(), 1, 0, 0, 0, 0, 'succeeded', now()
            from syncs, generate_series(11, 5000) n
            where organization = 'org_7' and provider = 'p3' and model = 'M2'
            """,
            """
            insert into records (dataset, key, content, hash, deleted, changed_at)
            select id, 'k' || n, '{"a":1}', sha256('x'), false, now()
            from datasets, generate_series(1, 4000) n
            where organization = 'org_7' and provider in ('p1', 'p2', 'p3')
            """)) {
      assertThat(database.change(statement)).isPositive();
    }
    TABLES.forEach(table -> database.change("analyze " + table));
  }

  /** How many rows of all tables the work looks at; it reads none of them as a whole. */
  private long rows(Runnable work) {
    long rows = 0;
    for (String table : TABLES) {
      Scans scans = Scans.of(database, table, work);
      assertThat(scans.whole()).as("how often all of " + table + " is read").isZero();
      rows += scans.rows();
    }
    return rows;
  }

  private Lease begun() {
    return ((Beginning.Begun)
            ports
                .journal()
                .begin(SYNC, new RunId("scanned"), Fixtures.NOON, Duration.ofMinutes(1))
                .orElseThrow())
        .lease();
  }

  @Test
  void looksAtOneConnectionAndItsSyncs() {
    assertThat(rows(() -> assertThat(ports.connections().overview(CONNECTION)).isPresent()))
        .isEqualTo(1 + 4);
  }

  @Test
  void looksAtAnOrganizationsConnectionsAndTheirSyncs() {
    assertThat(rows(() -> assertThat(ports.connections().overviews(ORGANIZATION)).hasSize(10)))
        .isEqualTo(10 + 40);
  }

  @Test
  void findsAndListsSyncs() {
    assertThat(rows(() -> assertThat(ports.syncs().find(SYNC)).isPresent())).isOne();
    assertThat(rows(() -> assertThat(ports.syncs().list(CONNECTION)).hasSize(4))).isEqualTo(4);
    assertThat(rows(() -> ports.connections().find(CONNECTION))).isOne();
  }

  @Test
  void changesOneSync() {
    assertThat(rows(() -> ports.syncs().update(SYNC, sync -> sync.noticed(Fixtures.NOON))))
        .isLessThan(4);
  }

  @Test
  void findsTheLostAmongThoseThatWork() {
    assertThat(
            rows(() ->
                assertThat(
                        ports.syncs().lost(InstantSource.system().instant().plusSeconds(2_000), 10))
                    .hasSize(10)))
        .isLessThan(25);
  }

  @Test
  void readsTheNewestRunsOfManyThousands() {
    assertThat(rows(() -> assertThat(ports.journal().history(SYNC, 20)).hasSize(20)))
        .isLessThan(23);
  }

  @Test
  void readsRecordsAfterAKey() {
    assertThat(
            rows(() -> assertThat(ports.records().list(SYNC, new RecordKey("k2"), 50)).hasSize(50)))
        .isLessThan(53);
    assertThat(rows(() -> assertThat(ports.records().find(SYNC, new RecordKey("k2"))).isPresent()))
        .isEqualTo(2);
    assertThat(rows(() -> assertThat(ports.records().count(SYNC)).isEqualTo(4_000))).isOne();
  }

  @Test
  void findsWhenASyncIsDue() {
    database.change(
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'sync', organization || '/' || provider || '/' || model, now(), false, 0 from datasets
        """);
    database.change("analyze scheduled_tasks");
    PostgresSyncScheduler scheduler =
        new PostgresSyncScheduler(
            database,
            TestStore.pool(getClass()),
            InstantSource.system(),
            "node",
            ClaimLimits.DEFAULT,
            at -> {});

    Scans scans =
        Scans.of(database, "scheduled_tasks", () -> assertThat(scheduler.due(SYNC)).isPresent());
    assertThat(scans).isEqualTo(new Scans(0, 1));
  }

  @Test
  void worksWithTheRowsOfAPage() {
    Lease lease = begun();
    assertThat(
            rows(() ->
                assertThat(ports.journal().beat(lease, Fixtures.noonPlus(60)))
                    .isEqualTo(Beat.HELD)))
        .isLessThan(3);
    assertThat(
            rows(() ->
                assertThat(ports.journal().beatAll(List.of(lease), Fixtures.noonPlus(60)))
                    .isEmpty()))
        .isLessThan(5);

    List<RecordData> records =
        IntStream.range(0, 100)
            .mapToObj(i -> new RecordData(new RecordKey("k" + 20 * (i + 1)), "{\"a\":2}"))
            .toList();
    Fetched.Page page = new Fetched.Page(records, List.of(), new Checkpoint("c"), false);
    assertThat(
            rows(() ->
                assertThat(ports.journal().commitPage(lease, page, Fixtures.NOON))
                    .isInstanceOf(PageCommit.Committed.class)))
        .as("each record is looked up once")
        .isLessThan(110);

    Fetched.Page tombstones =
        new Fetched.Page(
            List.of(),
            List.of(new RecordKey("k1"), new RecordKey("no")),
            new Checkpoint("c"),
            false);
    assertThat(rows(() -> ports.journal().commitPage(lease, tombstones, Fixtures.NOON)))
        .isLessThan(10);
  }
}
