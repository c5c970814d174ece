package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A worker's process that is stopped while it sends records: its connection stays open. */
@Timeout(60)
class FrozenWorkersTest {
  private static final Instant LATER = Fixtures.noonPlus(3600);

  private Database database;
  private SyncRepository syncs;
  private SyncId sync;

  @BeforeEach
  void aRunThatIsLost() {
    database = TestStore.emptied(getClass());
    Ports ports = TestStore.ports(database, InstantSource.system());
    syncs = ports.syncs();
    Sync created = Fixtures.sync(Fixtures.syncId("stripe", "StripeCustomer"));
    sync = created.id();
    ports.connections().save(Fixtures.connection(sync.connection()));
    syncs.add(created);
    assertThat(
            ports.journal().begin(sync, new RunId("fresh"), Fixtures.NOON, Duration.ofSeconds(15)))
        .isPresent();
  }

  /** Holds the facts, and sends the beginning of what is to be copied. */
  private static CopyIn freeze(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select * from syncs for update");
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    byte[] beginning = "1\t".getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(beginning, 0, beginning.length);
    copy.flushCopy();
    return copy;
  }

  private boolean copying() {
    return database
        .find(
            """
            select 1 as one from pg_stat_activity
            where datname = current_database() and state = 'active' and query like 'copy records%'
            """,
            row -> true)
        .isPresent();
  }

  private List<SyncId> lost(String timeout) {
    return database.perform(() -> {
      database.change("set local statement_timeout = '" + timeout + "'");
      return syncs.lost(LATER, 10);
    });
  }

  @Test
  void keepNobodyFromTheirSyncsForLongerThanAStatementMayTake() throws SQLException {
    try (Connection connection = TestStore.line(getClass())) {
      assertThat(freeze(connection, Records.COPY).isActive()).isTrue();
      while (copying()) {
        assertThat(lost("500ms")).containsExactly(sync);
        LockSupport.parkNanos(10_000_000);
      }
    }

    assertThat(syncs.update(sync, facts -> facts.lost(LATER))).isPresent();
  }

  @Test
  void areNotThoseWhoHaveTimeLeftOrAnyTimeTheyNeed() throws SQLException {
    try (Connection connection = TestStore.line(getClass())) {
      CopyIn copy = freeze(connection, Records.COPY);

      assertThat(lost("30s")).containsExactly(sync);
      assertThat(lost("0")).containsExactly(sync);

      assertThat(copying()).isTrue();
      copy.cancelCopy();
      connection.rollback();
    }
  }

  @Test
  void areNotThoseWhoCopyForAnotherReason() throws SQLException {
    try (Connection connection = TestStore.line(getClass())) {
      CopyIn copy = freeze(connection, "copy records (dataset, key) from stdin");

      long start = System.nanoTime();
      while (System.nanoTime() - start < 400_000_000) {
        assertThat(lost("200ms")).containsExactly(sync);
        LockSupport.parkNanos(10_000_000);
      }

      assertThat(copying()).isTrue();
      copy.cancelCopy();
      connection.rollback();
    }
  }
}
