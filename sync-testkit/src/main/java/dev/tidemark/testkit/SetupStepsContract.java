package dev.tidemark.testkit;

import static dev.tidemark.testkit.SetupRig.ACME;
import static dev.tidemark.testkit.SetupRig.BETA;
import static dev.tidemark.testkit.SetupRig.CONNECTION;
import static dev.tidemark.testkit.SetupRig.DEALS_SYNC;
import static dev.tidemark.testkit.SetupRig.PEOPLE_SYNC;
import static dev.tidemark.testkit.SetupRig.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the steps after connecting do on a store, and what webhooks do. */
public abstract class SetupStepsContract extends StoreContract {
  private static final OrganizationId OTHER = new OrganizationId("org_other");
  private static final CrmMapping MAPPING = CrmMapping.suggested(List.of(SetupRig.SALES));
  private static final Duration SOON = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock(Fixtures.NOON);
  private SetupRig rig;

  @BeforeEach
  void rig() {
    rig = new SetupRig(store, clock, OptionalInt.empty());
  }

  private void connect() {
    ConnectProvider.Outcome outcome = rig.connect(Fixtures.ORGANIZATION, ACME, Map.of(), true);
    SessionId session = ((ConnectProvider.Outcome.SessionStarted) outcome).session();
    GoToProvider.Outcome.Away away =
        (GoToProvider.Outcome.Away) rig.goToProvider.go(session, provider -> SetupRig.CALLBACK);
    assertThat(
            rig.completeSignIn.complete(
                new CompleteSignIn.Command(
                    ACME.id(),
                    rig.ways.getLast().state(),
                    away.browser(),
                    new CompleteSignIn.Said.Code("c"),
                    SetupRig.CALLBACK)))
        .isEqualTo(new CompleteSignIn.Outcome.Connected(CONNECTION));
  }

  /** Connects, and lets the people's first run succeed. */
  private void connectAndSync() {
    connect();
    assertThat(begun(PEOPLE_SYNC, "r1", clock.instant())).isNotNull();
    rig.scheduler.unschedule(PEOPLE_SYNC);
    ended(clock.instant());
    clock.advance(SOON);
  }

  private void ended(Instant at) {
    store.syncs().update(PEOPLE_SYNC, sync -> sync.finished(new Outcome.Succeeded(at)));
  }

  private MapCrm.Outcome map() {
    return rig.mapCrm.map(Fixtures.ORGANIZATION, ACME.id(), MAPPING);
  }

  private String shownSecret() {
    SetUpWebhook.Outcome outcome = rig.setUpWebhook.describe(Fixtures.ORGANIZATION, ACME.id());
    assertThat(outcome).isInstanceOf(SetUpWebhook.Outcome.Required.class);
    return ((SetUpWebhook.Outcome.Required) outcome).secret().orElseThrow();
  }

  private ReceiveWebhook.Outcome receive(String id, String secret) {
    return rig.receiveWebhook.receive(CONNECTION, delivery(id, secret));
  }

  @Test
  void aModelThatNeedsAStepWaitsForIt() {
    connect();

    assertThat(facts(DEALS_SYNC).hold())
        .isEqualTo(new Hold.AwaitingSetup("crm-mapping", Fixtures.NOON));
    assertThat(rig.scheduler.due(DEALS_SYNC)).isEmpty();
    assertThat(rig.scheduler.due(PEOPLE_SYNC)).contains(Fixtures.NOON);

    clock.advance(SOON);
    assertThat(map()).isEqualTo(new MapCrm.Outcome.Mapped(ACME, CONNECTION, MAPPING));
    assertThat(facts(DEALS_SYNC).hold()).isEqualTo(new Hold.None());
    assertThat(rig.scheduler.due(DEALS_SYNC)).contains(clock.instant());
  }

  @Test
  void aMappingOutlastsNewCredentialsAndNotADisconnect() {
    connect();
    map();
    connect();
    assertThat(facts(DEALS_SYNC).hold()).isEqualTo(new Hold.None());

    rig.disconnectProvider.disconnect(Fixtures.ORGANIZATION, ACME.id());
    connect();
    assertThat(facts(DEALS_SYNC).hold()).isInstanceOf(Hold.AwaitingSetup.class);
  }

  @Test
  void newCredentialsDoNotStandForAStep() {
    connect();
    connect();

    assertThat(facts(DEALS_SYNC).hold()).isInstanceOf(Hold.AwaitingSetup.class);
    assertThat(rig.scheduler.due(DEALS_SYNC)).isEmpty();
  }

  @Test
  void tellsWhatCanBeMappedAndWhatIs() {
    connect();
    assertThat(rig.mapCrm.describe(Fixtures.ORGANIZATION, ACME.id()))
        .isEqualTo(
            new MapCrm.Outcome.Mappable(
                ACME, CONNECTION, List.of(SetupRig.SALES), Optional.empty()));

    map();
    assertThat(rig.mapCrm.describe(Fixtures.ORGANIZATION, ACME.id()))
        .isEqualTo(
            new MapCrm.Outcome.Mappable(
                ACME, CONNECTION, List.of(SetupRig.SALES), Optional.of(MAPPING)));
  }

  @Test
  void storesNoMappingThatDoesNotFit() {
    connect();
    rig.pipelines = new CrmPipelines.Read.Found(List.of());

    assertThat(map()).isInstanceOf(MapCrm.Outcome.Unfit.class);
    assertThat(store.setups().find(CONNECTION)).isEmpty();
    assertThat(facts(DEALS_SYNC).hold()).isInstanceOf(Hold.AwaitingSetup.class);
  }

  @Test
  void saysWhyNothingCanBeMapped() {
    assertThat(map()).isEqualTo(new MapCrm.Outcome.NotConnected(ACME));
    assertThat(rig.mapCrm.map(Fixtures.ORGANIZATION, BETA.id(), MAPPING))
        .isEqualTo(new MapCrm.Outcome.NoSuchStep(BETA));
    assertThat(rig.mapCrm.map(Fixtures.ORGANIZATION, new ProviderId("gamma"), MAPPING))
        .isEqualTo(new MapCrm.Outcome.UnknownProvider());

    connect();
    rig.pipelines = new CrmPipelines.Read.Failed(new FetchFailure.Broken("it is down"));
    assertThat(map()).isEqualTo(new MapCrm.Outcome.NotTold(ACME, "it is down"));
    assertThat(rig.mapCrm.map(OTHER, ACME.id(), MAPPING))
        .isEqualTo(new MapCrm.Outcome.NotConnected(ACME));
  }

  @Test
  void showsTheSameSecretUntilTheWebhookIsSetUp() {
    connect();
    String secret = shownSecret();
    assertThat(shownSecret()).isEqualTo(secret);

    assertThat(rig.setUpWebhook.confirm(Fixtures.ORGANIZATION, ACME.id(), Optional.empty()))
        .isInstanceOf(SetUpWebhook.Outcome.Done.class);
    assertThat(rig.setUpWebhook.describe(Fixtures.ORGANIZATION, ACME.id()))
        .isInstanceOf(SetUpWebhook.Outcome.Done.class);
    assertThat(receive("1", secret)).isInstanceOf(ReceiveWebhook.Outcome.Accepted.class);
  }

  @Test
  void doesNotTakeASecretForKnownThatWasNeverShown() {
    connect();

    assertThat(rig.setUpWebhook.confirm(Fixtures.ORGANIZATION, ACME.id(), Optional.empty()))
        .isInstanceOf(SetUpWebhook.Outcome.Required.class);
  }

  @Test
  void takesTheSecretThatTheProviderMade() {
    rig.secretFromProvider = true;
    connect();
    assertThat(rig.setUpWebhook.describe(Fixtures.ORGANIZATION, ACME.id()))
        .extracting("secret")
        .isEqualTo(Optional.empty());

    assertThat(rig.setUpWebhook.confirm(Fixtures.ORGANIZATION, ACME.id(), Optional.empty()))
        .isInstanceOf(SetUpWebhook.Outcome.InvalidSecret.class);
    assertThat(
            rig.setUpWebhook.confirm(Fixtures.ORGANIZATION, ACME.id(), Optional.of("Not A Secret")))
        .isInstanceOf(SetUpWebhook.Outcome.InvalidSecret.class);
    assertThat(store.vault().find(CONNECTION).orElseThrow().webhookSecret()).isEmpty();

    rig.setUpWebhook.confirm(Fixtures.ORGANIZATION, ACME.id(), Optional.of(" whsec_1 "));
    assertThat(receive("1", "whsec_1")).isInstanceOf(ReceiveWebhook.Outcome.Accepted.class);
  }

  @Test
  void aWebhookSecretOutlastsNewCredentialsAndNotADisconnect() {
    connect();
    String secret = shownSecret();
    connect();
    assertThat(receive("1", secret)).isInstanceOf(ReceiveWebhook.Outcome.Accepted.class);

    rig.disconnectProvider.disconnect(Fixtures.ORGANIZATION, ACME.id());
    assertThat(receive("2", secret)).isEqualTo(new ReceiveWebhook.Outcome.Refused());
    connect();
    assertThat(receive("3", secret)).isEqualTo(new ReceiveWebhook.Outcome.Refused());
  }

  @Test
  void aDeliveryHasItsModelsFetchedAtOnce() {
    connectAndSync();
    String secret = shownSecret();

    assertThat(receive("1", secret))
        .isEqualTo(new ReceiveWebhook.Outcome.Accepted(Set.of(SetupRig.PEOPLE, SetupRig.DEALS)));

    assertThat(rig.scheduler.due(PEOPLE_SYNC)).contains(clock.instant());
    assertThat(rig.scheduler.due(DEALS_SYNC)).as("still waits for its step").isEmpty();
    assertThat(store.setups().find(CONNECTION).orElseThrow().deliveredAt())
        .isEqualTo(clock.instant());
  }

  @Test
  void manyDeliveriesAreOneRunAndThoseDuringItAnother() {
    connectAndSync();
    String secret = shownSecret();
    for (int i = 0; i < 50; i++) {
      receive("a" + i, secret);
    }
    Instant began = clock.instant();
    assertThat(begun(PEOPLE_SYNC, "r2", began)).isNotNull();
    clock.advance(Duration.ofSeconds(8));
    receive("b", secret);
    ended(clock.instant());

    Sync facts = facts(PEOPLE_SYNC);
    assertThat(facts.nextRun()).contains(began.plusSeconds(8));
    assertThat(rig.scheduler.due(PEOPLE_SYNC)).isEqualTo(facts.nextRun());
  }

  @Test
  void refusesWhatCameInBefore() {
    connectAndSync();
    String secret = shownSecret();

    List<ReceiveWebhook.Outcome> outcomes = Race.run(4, contender -> receive("1", secret));

    assertThat(outcomes).filteredOn(ReceiveWebhook.Outcome.Accepted.class::isInstance).hasSize(1);
    assertThat(receive("1", secret)).isEqualTo(new ReceiveWebhook.Outcome.Refused());
    assertThat(receive("2", secret)).isInstanceOf(ReceiveWebhook.Outcome.Accepted.class);
  }

  @Test
  void refusesEverybodyElseAlike() {
    connectAndSync();
    shownSecret();

    assertThat(receive("1", "guess")).isEqualTo(new ReceiveWebhook.Outcome.Refused());
    assertThat(
            rig.receiveWebhook.receive(new ConnectionId(ACME.id(), OTHER), delivery("1", "guess")))
        .isEqualTo(new ReceiveWebhook.Outcome.Refused());
    assertThat(
            rig.receiveWebhook.receive(
                new ConnectionId(new ProviderId("gamma"), OTHER),
                delivery("1", "there is no secret for this connection")))
        .isEqualTo(new ReceiveWebhook.Outcome.Refused());
    assertThat(rig.scheduler.due(PEOPLE_SYNC)).isEmpty();
  }
}
