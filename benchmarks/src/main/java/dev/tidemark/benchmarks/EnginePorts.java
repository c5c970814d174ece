package dev.tidemark.benchmarks;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.inmemory.InMemoryStore;
import dev.tidemark.postgres.PostgresStore;

/** The ports of one store that the engine needs. */
record EnginePorts(
    Transactions transactions,
    ConnectionRepository connections,
    CredentialVault vault,
    SyncRepository syncs,
    SyncScheduler scheduler,
    RunJournal journal,
    SyncEvents events) {
  static EnginePorts of(InMemoryStore store) {
    return new EnginePorts(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.syncs(),
        store.scheduler(),
        store.journal(),
        store.events());
  }

  static EnginePorts of(PostgresStore store) {
    return new EnginePorts(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.syncs(),
        store.scheduler(),
        store.journal(),
        store.events());
  }
}
