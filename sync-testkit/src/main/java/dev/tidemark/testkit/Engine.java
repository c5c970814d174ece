package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.AddNewModels;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connection.RejectCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.run.FollowedSyncs;
import dev.tidemark.application.run.Heartbeats;
import dev.tidemark.application.run.PageObserver;
import dev.tidemark.application.run.RecoverLostRuns;
import dev.tidemark.application.run.RunLedger;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RetryPolicy;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The use cases on a store, with a clock that is set and a scheduler that is cranked by hand.
 * {@link #anotherNode} is another process on the same store.
 */
final class Engine {
  static final Duration LEASE = StoreContract.LEASE;
  static final Duration HOUR = Duration.ofHours(1);

  final SettableClock clock;
  final ProviderCatalogue catalogue;
  final Ports store;
  final RecordingEvents events;
  final SyncRepository syncs;
  final ManualScheduler scheduler;
  final RunSync runSync;
  final Heartbeats heartbeats;
  final RecoverLostRuns recoverLostRuns;
  final AddNewModels addNewModels;
  final ConnectProvider connectProvider;
  final DisconnectProvider disconnectProvider;
  final TriggerSync triggerSync;
  final ReportSyncStatus reportSyncStatus;
  final ListIntegrations listIntegrations;
  private final Connectors connectors;
  final Supplier<String> ids;
  private final List<PageObserver> observers;
  private final Provider provider;

  Engine(Ports store, SettableClock clock, Connectors connectors, PageObserver... observers) {
    this(store, clock, connectors, Fixtures.STRIPE, observers);
  }

  Engine(
      Ports store,
      SettableClock clock,
      Connectors connectors,
      Provider provider,
      PageObserver... observers) {
    this(
        store,
        clock,
        connectors,
        new ManualScheduler(clock, store.scheduler()),
        numbered(),
        provider,
        List.of(observers));
  }

  private Engine(
      Ports store,
      SettableClock clock,
      Connectors connectors,
      ManualScheduler scheduler,
      Supplier<String> ids,
      Provider provider,
      List<PageObserver> observers) {
    this.store = store;
    this.clock = clock;
    this.connectors = connectors;
    this.scheduler = scheduler;
    this.ids = ids;
    this.provider = provider;
    this.observers = observers;
    catalogue = new OneProvider(provider);
    events = new RecordingEvents(store.events());
    syncs = new FollowedSyncs(store.transactions(), store.syncs(), events, clock);
    heartbeats = new Heartbeats(store.journal(), clock, LEASE);
    recoverLostRuns = new RecoverLostRuns(syncs, scheduler, clock);
    runSync =
        new RunSync(
            new RunLedger(
                store.transactions(),
                store.journal(),
                syncs,
                scheduler,
                events,
                observers,
                DeletionGuard.DEFAULT,
                clock),
            store.connections(),
            store.vault(),
            new RejectCredentials(store.transactions(), store.connections(), syncs, scheduler),
            connectors,
            heartbeats,
            RetryPolicy.DEFAULT,
            clock,
            ids);
    EstablishConnection establish =
        new EstablishConnection(
            store.transactions(),
            store.connections(),
            syncs,
            scheduler,
            store.vault(),
            store.setups(),
            ConnectionQuota.NONE,
            SyncDefaults.of(new Schedule.Every(HOUR)),
            clock,
            ids);
    addNewModels = new AddNewModels(catalogue, store.connections(), establish);
    connectProvider =
        new ConnectProvider(
            catalogue,
            store.connections(),
            connectors,
            establish,
            Authorizations.none(),
            new BeginSession(store.sessions(), clock, ids));
    disconnectProvider =
        new DisconnectProvider(
            catalogue,
            store.transactions(),
            store.connections(),
            syncs,
            scheduler,
            store.vault(),
            store.setups());
    triggerSync = new TriggerSync(store.transactions(), syncs, scheduler, clock, ids);
    reportSyncStatus = new ReportSyncStatus(catalogue, store.connections(), clock);
    listIntegrations = new ListIntegrations(catalogue, store.connections(), clock);
  }

  private static Supplier<String> numbered() {
    AtomicLong last = new AtomicLong();
    return () -> "run_" + last.incrementAndGet();
  }

  /** A node that was started on the same store. */
  Engine anotherNode() {
    return new Engine(store, clock, connectors, scheduler, ids, provider, observers);
  }

  /** A node of a version whose catalogue has another provider in its place, on the same store. */
  Engine upgraded(Provider provider) {
    return new Engine(store, clock, connectors, scheduler, ids, provider, observers);
  }

  /** Connects the provider. */
  ConnectProvider.Outcome connect(String apiKey, boolean force) {
    return connectProvider.connect(
        new ConnectProvider.Command(
            Fixtures.ORGANIZATION, provider.id(), Optional.of(Map.of("apiKey", apiKey)), force));
  }

  /** Runs what is due until nothing is, the clock standing still. */
  void runDue() {
    while (!scheduler.runDue(runSync::run).isEmpty()) {
      assertThat(scheduler.next()).as("some instant, unless everything is held").isNotNull();
    }
  }

  /** Goes to the next due instant and runs what is due then. */
  Instant runNext() {
    Instant next = scheduler.next().orElseThrow();
    if (next.isAfter(clock.instant())) {
      clock.set(next);
    }
    runDue();
    return next;
  }

  Sync facts(SyncId id) {
    return store.syncs().find(id).orElseThrow();
  }

  /** The public status of a model; checks on the way that facts and schedule agree. */
  SyncStatus status(SyncId id) {
    Sync facts = facts(id);
    if (facts.currentRun().id().isEmpty() || facts.hold() instanceof Hold.Reason) {
      assertThat(scheduler.due(id)).as("due instant of " + id).isEqualTo(facts.nextRun());
    }
    return report().models().stream()
        .filter(model -> model.model().equals(id.model()))
        .findFirst()
        .orElseThrow()
        .status();
  }

  ReportSyncStatus.Outcome.Report report() {
    ReportSyncStatus.Outcome outcome =
        reportSyncStatus.report(Fixtures.ORGANIZATION, provider.id());
    assertThat(outcome).isInstanceOf(ReportSyncStatus.Outcome.Report.class);
    return (ReportSyncStatus.Outcome.Report) outcome;
  }

  /** A catalogue of one provider. */
  private record OneProvider(Provider provider) implements ProviderCatalogue {
    @Override
    public List<Provider> list() {
      return List.of(provider);
    }

    @Override
    public Optional<Provider> find(ProviderId idOrAlias) {
      return Optional.of(provider).filter(known -> known.id().equals(idOrAlias));
    }
  }
}
