package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static dev.tidemark.testkit.Fixtures.page;
import static dev.tidemark.testkit.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.RotateCredentials;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of credentials and connections while the engine runs. */
public abstract class EngineCredentialsContract extends EngineTests {

  @Test
  void asksAProviderNothingMoreOnceItRejectedTheCredentials() {
    connectedAndSynced(record("a", "1"));
    connectors.script(CUSTOMERS, rejected());
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    String reconnect = "credentials rejected; reconnect";
    assertThat(engine.report().connected()).isFalse();
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.FAILED, NOON, reconnect));
    assertThat(engine.status(INVOICES)).isEqualTo(new SyncStatus(Word.FAILED, NOON, reconnect));
    assertThat(engine.scheduler.next()).as("nothing is due any more").isEmpty();
    int asked = connectors.requests().size();
    clock.advance(Duration.ofDays(2));
    engine.runDue();
    assertThat(connectors.requests()).hasSize(asked);
    assertThat(engine.triggerSync.trigger(CUSTOMERS, false))
        .isInstanceOf(TriggerSync.Outcome.Held.class);

    connectors.script(CUSTOMERS, lastPage("c2", record("b", "1")));
    connectors.script(INVOICES, lastPage("i2"));
    assertThat(engine.connect("sk_2", false)).isInstanceOf(ConnectProvider.Outcome.Connected.class);
    engine.runDue();

    assertThat(engine.status(CUSTOMERS))
        .isEqualTo(new SyncStatus(Word.SUCCESS, clock.instant(), null));
    assertThat(lastRequest(CUSTOMERS).credentials().fields()).containsEntry("apiKey", "sk_2");
    assertThat(lastRequest(CUSTOMERS).checkpoint())
        .as("the new credentials may be another account's, so that everything is read")
        .isEmpty();
  }

  @Test
  void doesNotBlameNewCredentialsForTheRejectionOfOldOnes() {
    connectedAndSynced();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          clock.advance(Duration.ofSeconds(1));
          engine.connect("sk_2", true);
          return rejected();
        });
    connectors.script(CUSTOMERS, lastPage("c2", record("a", "1")));
    connectors.script(INVOICES, lastPage("i2"));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(engine.report().connected()).isTrue();
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
  }

  @Test
  void keepsWhatAProviderExchangesForTheCredentialsOfAConnectionThatIsStillThere() {
    connectedAndSynced();
    ConnectionId connection = CUSTOMERS.connection();
    RotateCredentials rotate = new RotateCredentials(store.transactions(), store.vault());
    rotate.rotate(connection, Map.of("apiKey", "sk_1"), Map.of("refreshToken", "second"));
    assertThat(store.vault().find(connection).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_1", "refreshToken", "second"));

    engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id());
    rotate.rotate(connection, Map.of(), Map.of("refreshToken", "third"));
    assertThat(store.vault().find(connection)).isEmpty();
  }

  @Test
  void keepsNothingThatWasExchangedForCredentialsThatAreNoLongerTheConnections() {
    connectedAndSynced();
    ConnectionId connection = CUSTOMERS.connection();
    engine.connect("sk_2", true);
    RotateCredentials rotate = new RotateCredentials(store.transactions(), store.vault());
    rotate.rotate(connection, Map.of("apiKey", "sk_1"), Map.of("apiKey", "sk_1b"));
    rotate.rotate(connection, Map.of("refreshToken", "first"), Map.of("refreshToken", "second"));
    assertThat(store.vault().find(connection).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_2"));
  }

  @Test
  void connectsWithWhatTheProviderExchangedWhileItCheckedTheCredentials() {
    connectors.answer(
        CUSTOMERS.connection(), new CredentialCheck.Accepted(Map.of("apiKey", "sk_1b")));
    engine.connect("sk_1", false);
    assertThat(store.vault().find(CUSTOMERS.connection()).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_1b"));
  }

  @Test
  void storesNothingOfCredentialsThatTheProviderDoesNotAccept() {
    connectors.answer(
        CUSTOMERS.connection(), new CredentialCheck.Rejected("Stripe does not accept the key"));
    assertThat(engine.connect("wrong", false))
        .isEqualTo(
            new ConnectProvider.Outcome.CredentialsRejected(
                Fixtures.STRIPE, "Stripe does not accept the key"));
    assertThat(store.connections().find(CUSTOMERS.connection())).isEmpty();
    assertThat(store.vault().find(CUSTOMERS.connection())).isEmpty();
    assertThat(store.syncs().list(CUSTOMERS.connection())).isEmpty();
    assertThat(engine.report().models()).isEmpty();
  }

  @Test
  void writesNothingMoreAfterADisconnect() {
    connected();
    connectors.script(CUSTOMERS, page("c1", record("a", "1")));
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          assertThat(
                  engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id()))
              .isEqualTo(new DisconnectProvider.Outcome.Disconnected(CUSTOMERS.connection()));
          return lastPage("c2", record("late", "1"));
        });
    engine.runDue();

    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
    assertThat(engine.report().connected()).isFalse();
    assertThat(engine.report().models()).isEmpty();
    assertThat(store.vault().find(CUSTOMERS.connection())).isEmpty();
    assertThat(engine.scheduler.next()).isEmpty();
    assertThat(engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id()))
        .isEqualTo(new DisconnectProvider.Outcome.NotConnected());
  }
}
