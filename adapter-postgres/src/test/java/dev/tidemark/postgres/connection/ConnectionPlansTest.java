package dev.tidemark.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.postgres.Plans;
import dev.tidemark.testkit.Fixtures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What belongs to connections, and keys, are found by indexes, however many there are. */
@Timeout(240)
class ConnectionPlansTest {
  private static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("p3"), new OrganizationId("org_7"));

  private static Plans plans;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
  }

  @Test
  void keys() throws SQLException {
    PostgresApiKeys keys = new PostgresApiKeys(plans.database());
    KeyHash hash = KeyHash.of("ok_one");
    ApiKey key =
        new ApiKey("one", hash, Fixtures.ORGANIZATION, Set.of(Scope.ADMIN_READ), null, plans.now());
    plans.assertFinds(
        List.of("api_keys_pkey", "api_keys_by_id"),
        () -> {
          keys.save(key);
          assertThat(keys.find(hash)).isPresent();
          assertThat(keys.remove("one")).isTrue();
        });
  }

  @Test
  void sessions() throws SQLException {
    PostgresSetupSessions sessions = new PostgresSetupSessions(plans.database());
    SessionId id = new SessionId("sess_0123456789_new");
    plans.assertFinds(
        List.of("setup_sessions_pkey", "setup_sessions_of_connection", "setup_sessions_expiry"),
        () -> {
          sessions.forgetExpiredBefore(plans.now());
          sessions.add(SetupSession.begin(id, CONNECTION, false, plans.now()));
          sessions.update(id, SetupSession::connected);
          assertThat(sessions.find(id)).isPresent();
        });
  }

  @Test
  void setups() throws SQLException {
    PostgresConnectionSetups setups = new PostgresConnectionSetups(plans.database());
    plans.assertFinds(
        List.of("connection_setups_pkey"),
        () -> {
          ConnectionSetup setup = setups.find(CONNECTION).orElseThrow();
          setups.save(setup);
          setups.forget(CONNECTION);
        });
  }

  @Test
  void deliveries() throws SQLException {
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(plans.database());
    plans.assertFinds(
        List.of("webhook_deliveries_pkey", "webhook_deliveries_expiry"),
        () ->
            assertThat(
                    deliveries.first(
                        CONNECTION, "a", plans.now(), plans.now().plus(Duration.ofHours(1))))
                .isTrue());
  }
}
