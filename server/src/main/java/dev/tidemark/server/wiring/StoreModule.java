package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.application.composio.TriggerMemory;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.run.FollowedSyncs;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.application.setup.WebhookDeliveries;
import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.http.operations.Metrics;
import dev.tidemark.inmemory.InMemoryStore;
import dev.tidemark.server.key.ServerKeys;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The ports of the store that was opened. */
@Module
interface StoreModule {
  @Provides
  static Transactions transactions(Store store) {
    return store.transactions();
  }

  @Provides
  static ConnectionRepository connections(Store store) {
    return store.connections();
  }

  @Provides
  static CredentialVault vault(Store store) {
    return store.vault();
  }

  @Provides
  static SetupSessions sessions(Store store) {
    return store.sessions();
  }

  @Provides
  static ConnectionSetups setups(Store store) {
    return store.setups();
  }

  @Provides
  static WebhookDeliveries deliveries(Store store) {
    return store.deliveries();
  }

  @Provides
  static SyncRepository syncs(Store store, SyncEvents events, InstantSource clock) {
    return new FollowedSyncs(store.transactions(), store.syncs(), events, clock);
  }

  @Provides
  static SyncScheduler scheduler(Store store) {
    return store.scheduler();
  }

  @Provides
  static RunJournal journal(Store store) {
    return store.journal();
  }

  @Provides
  static RecordStore records(Store store) {
    return store.records();
  }

  @Provides
  static ToolSettings tools(Store store) {
    return store.tools();
  }

  @Provides
  static ToolList toolList(Store store) {
    return store.toolList();
  }

  @Provides
  static AuditTrail audit(Store store) {
    return store.audit();
  }

  @Provides
  static TriggerMemory triggers(Store store) {
    return store.triggers();
  }

  /** Keys that the server was started with end with it, wherever the others are. */
  @Provides
  @Singleton
  static ApiKeys keys(Store store, InstantSource clock) {
    return new ServerKeys(new InMemoryStore(clock).keys(), store.keys());
  }

  /** The log and the metrics are this node's: what others do is in theirs. */
  @Provides
  @Singleton
  static SyncEvents events(Store store, Metrics metrics) {
    SyncEvents events = store.events();
    events.subscribeHere(EventLog::write);
    events.subscribeHere(metrics.runs());
    return events;
  }
}
