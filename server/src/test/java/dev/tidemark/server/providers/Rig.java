package dev.tidemark.server.providers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connection.ConnectionQuota;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connection.RejectCredentials;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.run.Heartbeats;
import dev.tidemark.application.run.RunLedger;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RetryPolicy;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.inmemory.InMemoryStore;
import dev.tidemark.sandbox.ProviderControl;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.testkit.ManualScheduler;
import dev.tidemark.testkit.RecordingEvents;
import dev.tidemark.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One organization, one provider that is emulated, and the whole engine between them. Both go by
 * one clock, which stands still unless it is told to go on, and nothing runs by itself.
 */
final class Rig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 1_000;

  /** More than any test needs; whoever comes here goes round in circles. */
  private static final int MOST_TURNS = 5_000;

  final SettableClock clock = new SettableClock(START);
  final ProviderControl control;
  final Provider provider;
  private final Sandbox sandbox;
  private final ConnectionId connection;
  private final InMemoryStore store;
  private final ManualScheduler scheduler;
  private final DeclarativeConnectors connectors;
  private final RecordingEvents events;
  private final RunSync runSync;
  private final EstablishConnection establish;
  private final TriggerSync triggerSync;
  private final MapCrm mapCrm;

  /**
   * Starts it.
   *
   * @param size how much history the provider has, as the sandbox counts it
   * @param growth how fast things happen there as the clock goes on; 0 for nothing
   */
  Rig(ProviderId id, double size, double growth) {
    sandbox = Sandbox.start(SandboxSettings.with(clock).withSize(size).withGrowth(growth));
    control = sandbox.provider(id.value());
    ManifestCatalogue catalogue = ManifestCatalogue.builtIn();
    provider = catalogue.find(id).orElseThrow();
    connection = new ConnectionId(id, new OrganizationId("org_demo"));
    AtomicLong last = new AtomicLong();
    Supplier<String> ids = () -> "id_" + last.incrementAndGet();
    connectors =
        new DeclarativeConnectors(
            catalogue,
            ConnectorSettings.with(clock, ids)
                .withOrigins(Map.of(id, sandbox.uri(id.value())))
                .withoutPacing(Set.of(id)));
    store = new InMemoryStore(clock);
    events = new RecordingEvents(store.events());
    scheduler = new ManualScheduler(clock, store.scheduler());
    runSync =
        new RunSync(
            new RunLedger(
                store.transactions(),
                store.journal(),
                store.syncs(),
                scheduler,
                events,
                List.of(),
                DeletionGuard.DEFAULT,
                clock),
            store.connections(),
            store.vault(),
            new RejectCredentials(
                store.transactions(), store.connections(), store.syncs(), scheduler),
            connectors,
            new Heartbeats(store.journal(), clock, Duration.ofSeconds(15)),
            RetryPolicy.DEFAULT,
            clock,
            ids);
    establish =
        new EstablishConnection(
            store.transactions(),
            store.connections(),
            store.syncs(),
            scheduler,
            store.vault(),
            store.setups(),
            ConnectionQuota.NONE,
            SyncDefaults.of(new Schedule.Every(Duration.ofHours(1))),
            clock,
            ids);
    triggerSync = new TriggerSync(store.transactions(), store.syncs(), scheduler, clock, ids);
    mapCrm =
        new MapCrm(
            catalogue,
            store.transactions(),
            store.connections(),
            store.vault(),
            store.setups(),
            connectors.pipelines(),
            store.syncs(),
            scheduler,
            clock,
            ids);
  }

  /**
   * Connects with credentials that the provider is asked about first, and takes the mapping that is
   * suggested.
   */
  CredentialCheck connect(Map<String, String> settings) {
    Credentials credentials = new Credentials(settings);
    CredentialCheck check = connectors.check(connection, credentials);
    if (check instanceof CredentialCheck.Accepted accepted) {
      establish.establish(provider, connection, credentials.with(accepted.renewed()), true);
      if (provider.step(SetupStep.CRM_MAPPING).isPresent()) {
        map();
      }
    }
    return check;
  }

  /** How often the provider is asked before anything is read of it. */
  int requestsToConnect() {
    boolean mapped = provider.step(SetupStep.CRM_MAPPING).isPresent();
    return mapped ? 3 : 1;
  }

  private void map() {
    OrganizationId organization = connection.organization();
    MapCrm.Outcome described = mapCrm.describe(organization, provider.id());
    if (!(described instanceof MapCrm.Outcome.Mappable mappable)) {
      throw new AssertionError(provider.id() + " tells no pipelines: " + described);
    }
    CrmMapping mapping = CrmMapping.suggested(mappable.pipelines());
    MapCrm.Outcome mapped = mapCrm.map(organization, provider.id(), mapping);
    if (!(mapped instanceof MapCrm.Outcome.Mapped)) {
      throw new AssertionError(provider.id() + " takes no mapping: " + mapped);
    }
  }

  /** Runs what is due until nothing is, the clock standing still. */
  void runDue() {
    for (int turn = 0; !scheduler.runDue(runSync::run).isEmpty(); turn++) {
      if (turn > MOST_TURNS) {
        throw new AssertionError(provider.id() + " goes round in circles");
      }
    }
  }

  /**
   * Goes on, from one due instant to the next, until every run of now has ended.
   *
   * @param patience how long that may take by the clock
   */
  void settle(Duration patience) {
    Instant latest = clock.instant().plus(patience);
    runDue();
    for (int turn = 0; active(); turn++) {
      Instant next = scheduler.next().orElseThrow();
      if (next.isAfter(latest) || turn > MOST_TURNS) {
        throw new AssertionError(provider.id() + " is not done: " + statuses());
      }
      if (next.isAfter(clock.instant())) {
        clock.set(next);
      }
      runDue();
    }
  }

  private boolean active() {
    return provider.models().stream()
        .anyMatch(
            model -> store.syncs().find(sync(model)).orElseThrow().currentRun().id().isPresent());
  }

  /** Runs every model at once, to the end. */
  void trigger(boolean full) {
    provider.models().forEach(model -> triggerSync.trigger(sync(model), full));
    settle(Duration.ofHours(1));
  }

  boolean connected() {
    return store.connections().find(connection).filter(Connection::usable).isPresent();
  }

  SyncStatus status(Model model) {
    Connection known = store.connections().find(connection).orElseThrow();
    return SyncStatus.of(
        store.syncs().find(sync(model)).orElseThrow(), known.state(), clock.instant());
  }

  /** The status of each model, in one word, with the reason if it failed. */
  Map<String, String> statuses() {
    Map<String, String> words = new LinkedHashMap<>();
    for (Model model : provider.models()) {
      SyncStatus status = status(model);
      String reason = status.errorMessage();
      words.put(model.name().value(), status.word() + (reason == null ? "" : ": " + reason));
    }
    return words;
  }

  /** The newest run of a model. */
  Run lastRun(Model model) {
    return store.journal().history(sync(model), 1).getFirst();
  }

  /** Events of one kind so far. */
  <E extends SyncEvent> List<E> events(Class<E> kind) {
    return events.all(kind);
  }

  /** The records of a model that are not deleted. */
  Map<String, ObjectNode> records(Model model) {
    Map<String, ObjectNode> live = new LinkedHashMap<>();
    @Nullable RecordKey after = null;
    List<StoredRecord> batch;
    do {
      batch = store.records().list(sync(model), after, BATCH);
      for (StoredRecord record : batch) {
        after = record.key();
        if (!record.deleted()) {
          live.put(record.key().toString(), parsed(record.json()));
        }
      }
    } while (batch.size() == BATCH);
    return live;
  }

  private static ObjectNode parsed(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError("a stored record is no JSON: " + json, e);
    }
  }

  private SyncId sync(Model model) {
    return new SyncId(connection, model.name());
  }

  @Override
  public void close() {
    connectors.close();
    sandbox.close();
  }
}
