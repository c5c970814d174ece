package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the engine have in common: it plays a script on a store. */
abstract class EngineTests extends StoreContract {
  static final SyncId CUSTOMERS = Fixtures.syncId("stripe", "StripeCustomer");
  static final SyncId INVOICES = Fixtures.syncId("stripe", "StripeInvoice");
  static final Duration MOST_JITTER = Duration.ofMinutes(3);

  final SettableClock clock = new SettableClock(NOON);
  final ScriptedConnectors connectors = new ScriptedConnectors();

  Engine engine;

  @BeforeEach
  void startEngine() {
    engine = new Engine(store, clock, connectors);
  }

  static Fetched down() {
    return new Fetched.Failed(
        new FetchFailure.ProviderUnavailable("Stripe answered 503 to StripeCustomer", null));
  }

  static Fetched rejected() {
    return new Fetched.Failed(
        new FetchFailure.CredentialsRejected("Stripe answered 401 to StripeCustomer"));
  }

  /** Connects, and syncs invoices without any trouble. */
  void connected() {
    connectors.script(INVOICES, lastPage("i"));
    assertThat(engine.connect("sk_1", false))
        .isEqualTo(new ConnectProvider.Outcome.Connected(CUSTOMERS.connection()));
  }

  void connectedAndSynced(RecordData... records) {
    connected();
    connectors.script(CUSTOMERS, lastPage("c1", records));
    engine.runDue();
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));
  }

  ReadRequest lastRequest(SyncId sync) {
    return connectors.requests().stream()
        .filter(request -> request.sync().equals(sync))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
