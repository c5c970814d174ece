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
import dev.tidemark.postgres.ManyRows;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Scans;
import dev.tidemark.postgres.jdbc.Database;
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
@Timeout(240)
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
    TestStore.emptied(SyncScansTest.class);
    ManyRows.fill(TestStore.address(SyncScansTest.class));
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
        .isEqualTo(1 + 2);
  }

  @Test
  void looksAtAnOrganizationsConnectionsAndTheirSyncs() {
    assertThat(rows(() -> assertThat(ports.connections().overviews(ORGANIZATION)).hasSize(10)))
        .isEqualTo(10 + 20);
  }

  @Test
  void findsAndListsSyncs() {
    assertThat(rows(() -> assertThat(ports.syncs().find(SYNC)).isPresent())).isOne();
    assertThat(rows(() -> assertThat(ports.syncs().list(CONNECTION)).hasSize(2))).isEqualTo(2);
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
    assertThat(rows(() -> assertThat(ports.records().count(SYNC)).isEqualTo(2_500))).isOne();
  }

  @Test
  void worksWithTheRowsOfAPage() {
    Lease lease = begun();
    assertThat(
            rows(() ->
                assertThat(ports.journal().beat(lease, Fixtures.noonPlus(60)))
                    .isEqualTo(Beat.HELD)))
        .isLessThan(3);

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
