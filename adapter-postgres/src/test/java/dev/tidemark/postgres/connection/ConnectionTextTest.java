package dev.tidemark.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.crm.CrmMapping.PipelineMapping;
import dev.tidemark.domain.crm.CrmMapping.StageMapping;
import dev.tidemark.domain.crm.DealStage;
import dev.tidemark.domain.crm.Pipeline.Stage;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text that PostgreSQL refuses as it is, or would change. */
class ConnectionTextTest {
  private static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");
  private static final String HARD = "\0 \u0001 \ud800 \udfff \ud7ff \ud83c\udf0a '\\";

  private Database database;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
  }

  @Test
  void aMappingKeepsWhatTheCrmCallsItsStages() {
    TestStore.empty(getClass()).connections().save(Fixtures.connection(HUBSPOT));
    Stage stage = new Stage("s" + HARD, HARD);
    ConnectionSetup setup =
        ConnectionSetup.none(HUBSPOT)
            .mapped(
                new CrmMapping(
                    List.of(
                        new PipelineMapping(
                            "p" + HARD,
                            HARD,
                            List.of(new StageMapping(DealStage.WON, List.of(stage)))))));
    PostgresConnectionSetups setups = new PostgresConnectionSetups(database);

    setups.save(setup);

    assertThat(setups.find(HUBSPOT)).contains(setup);
  }

  @Test
  void aSessionKeepsItsReason() {
    PostgresSetupSessions sessions = new PostgresSetupSessions(database);
    SetupSession failed =
        SetupSession.begin(new SessionId("sess_0123456789_a"), HUBSPOT, true, Fixtures.NOON)
            .failed(HARD);

    sessions.add(failed);

    assertThat(sessions.find(failed.id())).contains(failed);
  }

  @Test
  void aKeyKeepsWhoMadeIt() {
    PostgresApiKeys keys = new PostgresApiKeys(database);
    ApiKey key =
        new ApiKey(
            HARD,
            KeyHash.of("ok_one"),
            Fixtures.ORGANIZATION,
            Set.of(Scope.ADMIN_READ),
            HARD,
            Fixtures.NOON);

    keys.save(key);

    assertThat(keys.find(key.hash())).contains(key);
    assertThat(keys.remove(HARD)).isTrue();
  }

  @Test
  void deliveriesOfAnyIdAreToldApart() {
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(database);
    String longest = "\0".repeat(100_000);

    for (String id : List.of(HARD, longest, longest + " ")) {
      assertThat(deliveries.first(HUBSPOT, id, Fixtures.NOON, Fixtures.noonPlus(60))).isTrue();
    }
    assertThat(deliveries.first(HUBSPOT, longest, Fixtures.NOON, Fixtures.noonPlus(60))).isFalse();
  }
}
