package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.Plans;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.cluster.ReadModel;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is asked for all the time finds its rows by indexes, however many there are. */
@Timeout(240)
class SyncPlansTest {
  private static final String CONNECTION_BY_NAME = "connections_pkey";
  private static final String SYNC_BY_NAME = "syncs_organization_provider_model_key";
  private static final String SYNC_BY_DATASET = "syncs_pkey";
  private static final String DATASET_BY_NAME = "datasets_organization_provider_model_key";
  private static final String DATASET_BY_ID = "datasets_pkey";
  private static final String RECORD_BY_KEY = "records_pkey";

  private static final OrganizationId ORGANIZATION = new OrganizationId("org_7");
  private static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("p3"), ORGANIZATION);
  private static final SyncId SYNC = new SyncId(CONNECTION, new ModelName("M2"));

  private static Plans plans;
  private static Ports ports;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
    ports = TestStore.ports(plans.database(), InstantSource.system());
  }

  private static Lease begun(SyncId sync) {
    return ((Beginning.Begun)
            ports
                .journal()
                .begin(sync, new RunId("planned"), plans.now(), Duration.ofMinutes(1))
                .orElseThrow())
        .lease();
  }

  private static PageCommit commit(Lease lease, List<RecordData> records, RecordKey... gone) {
    PageCommit commit =
        ports
            .journal()
            .commitPage(
                lease,
                new Fetched.Page(records, List.of(gone), new Checkpoint("c"), false),
                plans.now());
    assertThat(commit).isInstanceOf(PageCommit.Committed.class);
    return commit;
  }

  @Test
  void tellTheStatusOfAnOrganization() throws SQLException {
    ReadModel known = new ReadModel(plans.database(), ports.connections(), () -> 0);
    plans.assertFinds(
        List.of(CONNECTION_BY_NAME, SYNC_BY_NAME),
        () -> {
          known.forgetAll();
          assertThat(known.overviews(ORGANIZATION)).hasSize(10);
        });
    plans.assertFinds(
        List.of(CONNECTION_BY_NAME, SYNC_BY_NAME),
        () -> {
          known.forgetAll();
          assertThat(known.overview(CONNECTION)).isPresent();
        });
    plans.assertFinds(
        List.of(CONNECTION_BY_NAME),
        () -> assertThat(ports.connections().find(CONNECTION)).isPresent());
  }

  @Test
  void findAndListSyncs() throws SQLException {
    plans.assertFinds(
        List.of(SYNC_BY_NAME), () -> assertThat(ports.syncs().find(SYNC)).isPresent());
    plans.assertFinds(
        List.of(SYNC_BY_NAME), () -> assertThat(ports.syncs().list(CONNECTION)).hasSize(2));
    plans.assertFinds(
        List.of(SYNC_BY_NAME, SYNC_BY_DATASET),
        () -> ports.syncs().update(SYNC, sync -> sync.noticed(plans.now())));
    plans.assertFinds(
        List.of("syncs_working"),
        () -> assertThat(ports.syncs().lost(plans.now(), 10)).hasSize(10));
  }

  @Test
  void connectAndDisconnect() throws SQLException {
    ConnectionId fresh = new ConnectionId(new ProviderId("fresh"), ORGANIZATION);
    plans.assertFinds(
        List.of(CONNECTION_BY_NAME, SYNC_BY_NAME, DATASET_BY_NAME),
        () -> {
          ports.connections().save(Fixtures.connection(fresh));
          ports.syncs().add(Fixtures.sync(new SyncId(fresh, new ModelName("M1"))));
          ports.syncs().removeAll(fresh);
          ports.connections().remove(fresh);
        });
  }

  @Test
  void beginARun() throws SQLException {
    plans.assertFinds(List.of(SYNC_BY_NAME, SYNC_BY_DATASET, DATASET_BY_ID), () -> begun(SYNC));
  }

  @Test
  void commitAPage() throws SQLException {
    List<RecordData> records =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> new RecordData(new RecordKey("k" + 30 * i), "{\"a\":2}"))
            .toList();
    plans.assertFinds(
        List.of(SYNC_BY_NAME, SYNC_BY_DATASET, DATASET_BY_ID, RECORD_BY_KEY, "runs_active"),
        () -> {
          PageCommit commit = commit(begun(SYNC), records, new RecordKey("k1"));
          // The keys up to k2500 are there.
          assertThat(((PageCommit.Committed) commit).counts().inserted()).isEqualTo(17);
        });
  }

  @Test
  void commitAPageThatBringsNothingNew() throws SQLException {
    plans.assertFinds(
        List.of(SYNC_BY_NAME, SYNC_BY_DATASET, RECORD_BY_KEY),
        () -> {
          List<RecordData> known = List.of(new RecordData(new RecordKey("k30"), "{\"a\":1}"));
          PageCommit commit = commit(begun(SYNC), known);
          assertThat(((PageCommit.Committed) commit).counts().unchanged()).isOne();
        });
  }

  @Test
  void endAFullPass() throws SQLException {
    plans.assertFinds(
        List.of(SYNC_BY_NAME, DATASET_BY_ID, RECORD_BY_KEY, "runs_active"),
        () -> {
          Lease lease = begun(SYNC);
          commit(lease, List.of(new RecordData(new RecordKey("k30"), "{\"a\":1}")));
          Sweep sweep = ports.journal().sweep(lease, new DeletionGuard(1, 0), plans.now());
          assertThat(((Sweep.Swept) sweep).disappeared()).hasSize(2_499);
        });
  }

  @Test
  void beat() throws SQLException {
    plans.assertFinds(
        List.of(SYNC_BY_NAME),
        () -> ports.journal().beat(begun(SYNC), plans.now().plusSeconds(60)));
  }

  @Test
  void finishOrSuspendARun() throws SQLException {
    plans.assertFinds(
        List.of(SYNC_BY_NAME, SYNC_BY_DATASET, "runs_active"),
        () ->
            assertThat(ports.journal().finish(begun(SYNC), new Outcome.Succeeded(plans.now())))
                .isPresent());
    plans.assertFinds(
        List.of(SYNC_BY_NAME, SYNC_BY_DATASET, "runs_active"),
        () -> {
          Lease lease = begun(SYNC);
          CurrentRun.Waiting waiting =
              new CurrentRun.WaitingRateLimit(lease.run(), plans.now(), plans.now(), 1);
          assertThat(ports.journal().suspend(lease, waiting, false)).isPresent();
          begun(SYNC);
        });
  }

  @Test
  void readTheNewestRuns() throws SQLException {
    plans.assertFinds(
        List.of(DATASET_BY_NAME, "runs_pkey"),
        () -> assertThat(ports.journal().history(SYNC, 20)).hasSize(20));
  }

  @Test
  void readRecords() throws SQLException {
    plans.assertFinds(
        List.of(DATASET_BY_NAME, RECORD_BY_KEY),
        () -> assertThat(ports.records().find(SYNC, new RecordKey("k2"))).isPresent());
    plans.assertFinds(
        List.of(DATASET_BY_NAME, RECORD_BY_KEY),
        () -> assertThat(ports.records().list(SYNC, new RecordKey("k2"), 50)).hasSize(50));
    plans.assertFinds(
        List.of(DATASET_BY_NAME), () -> assertThat(ports.records().count(SYNC)).isEqualTo(2_500));
  }
}
