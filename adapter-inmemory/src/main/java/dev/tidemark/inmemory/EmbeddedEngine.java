package dev.tidemark.inmemory;

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
import dev.tidemark.application.run.Housekeeping;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.RecoverLostRuns;
import dev.tidemark.application.run.RunLedger;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The whole engine inside another program, with everything in memory: connects providers, runs
 * their syncs on virtual threads, and tells how they are doing, until it is closed.
 */
public final class EmbeddedEngine implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InMemoryStore store;
  private final RunSync runSync;
  private final Housekeeping housekeeping;
  private final ConnectProvider connectProvider;
  private final DisconnectProvider disconnectProvider;
  private final TriggerSync triggerSync;
  private final ListIntegrations listIntegrations;
  private final ReportSyncStatus reportSyncStatus;

  private EmbeddedEngine(
      List<Provider> providers,
      Connectors connectors,
      SyncDefaults schedules,
      InstantSource clock,
      Supplier<String> ids) {
    store = new InMemoryStore(clock);
    var catalogue = new InMemoryProviderCatalogue(providers);
    var transactions = store.transactions();
    var connections = store.connections();
    var events = store.events();
    var syncs = new FollowedSyncs(transactions, store.syncs(), events, clock);
    var scheduler = store.scheduler();
    var heartbeats = new Heartbeats(store.journal(), clock, LEASE);
    var ledger =
        new RunLedger(
            transactions,
            store.journal(),
            syncs,
            scheduler,
            events,
            List.of(),
            DeletionGuard.DEFAULT,
            clock);
    var reject = new RejectCredentials(transactions, connections, syncs, scheduler);
    runSync =
        new RunSync(
            ledger,
            connections,
            store.vault(),
            reject,
            connectors,
            heartbeats,
            RetryPolicy.DEFAULT,
            clock,
            ids);
    // In memory nothing is away that could come back: what goes wrong in a round goes wrong for
    // good.
    housekeeping =
        new Housekeeping(heartbeats, new RecoverLostRuns(syncs, scheduler, clock), trouble -> {});
    var establish =
        new EstablishConnection(
            transactions,
            connections,
            syncs,
            scheduler,
            store.vault(),
            store.setups(),
            ConnectionQuota.NONE,
            schedules,
            clock,
            ids);
    connectProvider =
        new ConnectProvider(
            catalogue,
            connections,
            connectors,
            establish,
            Authorizations.none(),
            new BeginSession(store.sessions(), clock, ids));
    disconnectProvider =
        new DisconnectProvider(
            catalogue, transactions, connections, syncs, scheduler, store.vault(), store.setups());
    triggerSync = new TriggerSync(transactions, syncs, scheduler, clock, ids);
    listIntegrations = new ListIntegrations(catalogue, connections, clock);
    reportSyncStatus = new ReportSyncStatus(catalogue, connections, clock);
  }

  /**
   * Starts an engine.
   *
   * @param providers what can be connected
   * @param connectors reads them
   * @param schedules of new syncs
   * @param ids never gives a text twice
   */
  public static EmbeddedEngine start(
      List<Provider> providers,
      Connectors connectors,
      SyncDefaults schedules,
      InstantSource clock,
      Supplier<String> ids) {
    EmbeddedEngine engine = new EmbeddedEngine(providers, connectors, schedules, clock, ids);
    engine.housekeeping.start();
    engine.store.scheduler().start(engine.runSync::run);
    return engine;
  }

  /** Connects a provider. */
  public ConnectProvider connectProvider() {
    return connectProvider;
  }

  /** Disconnects one. */
  public DisconnectProvider disconnectProvider() {
    return disconnectProvider;
  }

  /** Runs a sync at once. */
  public TriggerSync triggerSync() {
    return triggerSync;
  }

  /** Lists providers and how their connections are doing. */
  public ListIntegrations listIntegrations() {
    return listIntegrations;
  }

  /** Tells how each model of a provider is doing. */
  public ReportSyncStatus reportSyncStatus() {
    return reportSyncStatus;
  }

  /** What was synced. */
  public RecordStore records() {
    return store.records();
  }

  /** Hands everything that happens to syncs from now on to the subscriber, on another thread. */
  public SyncEvents.Subscription subscribe(Consumer<SyncEvent> subscriber) {
    return store.events().subscribeHere(subscriber);
  }

  /** Stops within a few seconds; runs end after the page they are at. */
  @Override
  public void close() {
    runSync.drain();
    store.scheduler().stop(PATIENCE);
    housekeeping.close();
  }
}
