package dev.tidemark.server.wiring;

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
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where everything is kept: the driven ports of one store, and who wakes syncs that are due.
 *
 * @param keys those that outlive the server
 */
public record Store(
    Transactions transactions,
    ConnectionRepository connections,
    CredentialVault vault,
    SetupSessions sessions,
    ConnectionSetups setups,
    WebhookDeliveries deliveries,
    SyncRepository syncs,
    SyncScheduler scheduler,
    RunJournal journal,
    SyncEvents events,
    RecordStore records,
    ApiKeys keys,
    ToolSettings tools,
    ToolList toolList,
    AuditTrail audit,
    TriggerMemory triggers,
    Waking waking,
    Runnable closing)
    implements AutoCloseable {
  /** Wakes syncs that are due. */
  public interface Waking {
    /** Hands each sync that is due to the handler from now on. */
    void start(Consumer<SyncId> handler);

    /** Wakes none any more; handlers that run have so long to return. */
    void stop(Duration patience);
  }

  /** Lets go of everything; nothing may be asked of the ports any more. */
  @Override
  public void close() {
    closing.run();
  }
}
