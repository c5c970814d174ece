package dev.tidemark.server.wiring;

import dagger.Binds;
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
import dev.tidemark.inmemory.InMemorySyncEvents;
import dev.tidemark.inmemory.InMemorySyncScheduler;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import dev.tidemark.server.key.ServerKeys;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The store in memory. */
@Module
interface InMemoryModule {
  @Provides
  @Singleton
  static InMemoryStore store(InstantSource clock) {
    return new InMemoryStore(clock);
  }

  @Provides
  static Transactions transactions(InMemoryStore store) {
    return store.transactions();
  }

  @Provides
  static ConnectionRepository connections(InMemoryStore store) {
    return store.connections();
  }

  @Provides
  static CredentialVault vault(InMemoryStore store) {
    return store.vault();
  }

  @Provides
  static SetupSessions sessions(InMemoryStore store) {
    return store.sessions();
  }

  @Provides
  static ConnectionSetups setups(InMemoryStore store) {
    return store.setups();
  }

  @Provides
  static WebhookDeliveries deliveries(InMemoryStore store) {
    return store.deliveries();
  }

  @Provides
  static SyncRepository syncs(InMemoryStore store) {
    return store.syncs();
  }

  @Provides
  static RunJournal journal(InMemoryStore store) {
    return store.journal();
  }

  @Provides
  static InMemorySyncScheduler runningScheduler(InMemoryStore store) {
    return store.scheduler();
  }

  @Binds
  SyncScheduler scheduler(InMemorySyncScheduler scheduler);

  @Provides
  @Singleton
  static InMemorySyncEvents events(Metrics metrics) {
    InMemorySyncEvents events = new InMemorySyncEvents();
    events.subscribe(EventLog::write);
    events.subscribe(metrics.runs()::publish);
    return events;
  }

  @Binds
  SyncEvents syncEvents(InMemorySyncEvents events);

  @Provides
  @Singleton
  static ApiKeys keys(InMemoryStore store, Configuration configuration, InstantSource clock) {
    return new ServerKeys(store.keys(), new KeptKeys(new KeyFile(configuration.data()), clock));
  }

  @Provides
  static RecordStore records(InMemoryStore store) {
    return store.records();
  }

  @Provides
  static ToolSettings tools(InMemoryStore store) {
    return store.tools();
  }

  @Provides
  static ToolList toolList(InMemoryStore store) {
    return store.toolList();
  }

  @Provides
  static AuditTrail audit(InMemoryStore store) {
    return store.audit();
  }

  @Provides
  static TriggerMemory triggers(InMemoryStore store) {
    return store.triggers();
  }
}
