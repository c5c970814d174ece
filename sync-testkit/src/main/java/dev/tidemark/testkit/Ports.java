package dev.tidemark.testkit;

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

/** The driven ports that belong to one store: a transaction spans all of them. */
public record Ports(
    Transactions transactions,
    ConnectionRepository connections,
    CredentialVault vault,
    SyncRepository syncs,
    SyncScheduler scheduler,
    RunJournal journal,
    RecordStore records,
    ApiKeys keys,
    ToolSettings tools,
    ToolList toolList,
    AuditTrail audit,
    TriggerMemory triggers,
    SetupSessions sessions,
    ConnectionSetups setups,
    WebhookDeliveries deliveries,
    SyncEvents events) {
  /** The same with another journal. */
  Ports withJournal(RunJournal other) {
    return with(other, vault);
  }

  /** The same with another vault. */
  Ports withVault(CredentialVault other) {
    return with(journal, other);
  }

  private Ports with(RunJournal otherJournal, CredentialVault otherVault) {
    return new Ports(
        transactions,
        connections,
        otherVault,
        syncs,
        scheduler,
        otherJournal,
        records,
        keys,
        tools,
        toolList,
        audit,
        triggers,
        sessions,
        setups,
        deliveries,
        events);
  }
}
