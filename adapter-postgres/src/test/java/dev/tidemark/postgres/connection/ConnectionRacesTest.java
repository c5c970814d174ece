package dev.tidemark.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a transaction begins before another one ends. */
@Timeout(120)
class ConnectionRacesTest {
  private static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");

  private Database database;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
  }

  private static SetupSession session(int number) {
    return SetupSession.begin(
        new SessionId("sess_0123456789_" + number), HUBSPOT, false, Fixtures.noonPlus(number));
  }

  @Test
  void keepsNoMoreSessionsThanItMayHoweverManyAreAddedAtOnce() {
    PostgresSetupSessions sessions = new PostgresSetupSessions(database);
    int most = SetupSessions.MOST_OF_ONE_CONNECTION;
    for (int i = 0; i < most - 1; i++) {
      sessions.add(session(i));
    }

    Overlap.of(database, () -> sessions.add(session(most)), () -> sessions.add(session(most + 1)));

    assertThat(database.list("select id from setup_sessions", row -> row.text("id")))
        .hasSize(most)
        .doesNotContain(session(0).id().value());
  }

  @Test
  void losesNoneOfTwoChangesOfASetup() {
    TestStore.empty(getClass()).connections().save(Fixtures.connection(HUBSPOT));
    PostgresConnectionSetups setups = new PostgresConnectionSetups(database);
    CrmMapping mapping = new CrmMapping(List.of());

    boolean waited =
        Overlap.of(
            database,
            () -> change(setups, setup -> setup.mapped(mapping)),
            () -> change(setups, setup -> setup.delivered(Fixtures.NOON)));

    assertThat(waited).isTrue();
    assertThat(setups.find(HUBSPOT))
        .contains(ConnectionSetup.none(HUBSPOT).mapped(mapping).delivered(Fixtures.NOON));
  }

  private static void change(
      PostgresConnectionSetups setups, UnaryOperator<ConnectionSetup> change) {
    ConnectionSetup before = setups.find(HUBSPOT).orElseGet(() -> ConnectionSetup.none(HUBSPOT));
    setups.save(change.apply(before));
  }

  @Test
  void countsTheConnectionsOfAnOrganizationOnlyOnceNobodyIsAboutToAddOne() {
    ConnectionRepository connections =
        TestStore.ports(database, InstantSource.system()).connections();

    boolean waited =
        Overlap.of(
            database,
            () -> addTheOnlyOne(connections, HUBSPOT),
            () -> addTheOnlyOne(connections, Fixtures.connectionId("stripe")));

    assertThat(waited).isTrue();
    assertThat(connections.overviews(Fixtures.ORGANIZATION)).hasSize(1);
  }

  private static void addTheOnlyOne(ConnectionRepository connections, ConnectionId id) {
    if (connections.overviews(id.organization()).isEmpty()) {
      connections.save(Fixtures.connection(id));
    }
  }

  @Test
  void aDeliveryThatComesTwiceAtOnceIsTheFirstOnce() {
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(database);
    List<Boolean> first = new ArrayList<>();
    Runnable delivery =
        () -> first.add(deliveries.first(HUBSPOT, "a", Fixtures.NOON, Fixtures.noonPlus(60)));

    Overlap.of(database, delivery, delivery);

    assertThat(first).containsExactly(true, false);
  }

  @Test
  void twoThatForgetOldDeliveriesDoNotWaitForEachOther() {
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(database);
    deliveries.first(HUBSPOT, "old", Fixtures.NOON, Fixtures.noonPlus(1));

    boolean waited =
        Overlap.of(
            database,
            () -> deliveries.first(HUBSPOT, "a", Fixtures.noonPlus(9), Fixtures.noonPlus(60)),
            () -> deliveries.first(HUBSPOT, "b", Fixtures.noonPlus(9), Fixtures.noonPlus(60)));

    assertThat(waited).isFalse();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aDeliveryThatMayBeForgottenIsTheFirstAgain() {
    PostgresWebhookDeliveries deliveries = new PostgresWebhookDeliveries(database);
    for (int i = 0; i < 250; i++) {
      deliveries.first(HUBSPOT, "old" + i, Fixtures.NOON, Fixtures.noonPlus(1 + i));
    }

    assertThat(deliveries.first(HUBSPOT, "old249", Fixtures.noonPlus(300), Fixtures.noonPlus(400)))
        .isTrue();
    assertThat(deliveries.first(HUBSPOT, "old249", Fixtures.noonPlus(300), Fixtures.noonPlus(400)))
        .isFalse();
    assertThat(count()).as("two hundred are forgotten by now").isEqualTo(50);
  }

  private long count() {
    return database
        .find("select count(*) as number from webhook_deliveries", row -> row.number("number"))
        .orElseThrow();
  }
}
