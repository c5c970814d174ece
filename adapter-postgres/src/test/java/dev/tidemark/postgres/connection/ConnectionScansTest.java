package dev.tidemark.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for often looks at few rows of a table that has many. */
class ConnectionScansTest {
  private static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");

  private Database database;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
  }

  @Test
  void notesADeliveryAndForgetsAFewOldOnes() {
    database.change(
        """
        insert into webhook_deliveries (organization, provider, id_hash, until)
        select 'org_' || n % 50, 'stripe', sha256(n::text::bytea), ?::timestamptz + n * interval '1 s'
        from generate_series(1, 20000) n
        """,
        Fixtures.NOON);
    database.change("analyze webhook_deliveries");
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(database);

    Scans scans =
        Scans.of(
            database,
            "webhook_deliveries",
            () ->
                deliveries.first(
                    HUBSPOT, "a", Fixtures.noonPlus(10_000), Fixtures.noonPlus(20_000)));

    assertThat(scans.whole()).isZero();
    assertThat(scans.rows()).as("to find and to delete 100").isBetween(100L, 210L);
  }

  @Test
  void addsASessionAndForgetsAFewOldOnes() {
    database.change(
        """
        insert into setup_sessions (id, organization, provider, replaces, progress, expires_at)
        select 'sess_0123456789_' || n, 'org_' || n / 20, 'slack', false, 'waiting',
          ?::timestamptz + n * interval '1 s'
        from generate_series(1, 20000) n
        """,
        Fixtures.NOON);
    database.change("analyze setup_sessions");
    PostgresSetupSessions sessions = new PostgresSetupSessions(database);
    AtomicInteger number = new AtomicInteger();

    Scans scans =
        Scans.of(
            database,
            "setup_sessions",
            () -> {
              sessions.forgetExpiredBefore(Fixtures.noonPlus(10_000));
              SessionId id = new SessionId("sess_0123456789_new_" + number.getAndIncrement());
              sessions.add(SetupSession.begin(id, HUBSPOT, false, Fixtures.NOON));
              sessions.update(id, SetupSession::connected);
            });

    assertThat(scans.whole()).isZero();
    assertThat(scans.rows()).as("to find and to delete 100").isBetween(100L, 250L);
  }
}
