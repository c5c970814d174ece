package dev.tidemark.inmemory;

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
import java.time.InstantSource;

/**
 * One store in memory, empty at first, and the driven ports that belong to it. Transactions span
 * all of them, one at a time; reading outside a transaction never waits. The history keeps the last
 * 100 runs of each sync, and the last 10 000 events.
 */
public final class InMemoryStore {
  private static final int HANDLERS_AT_ONCE = 256;

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryCredentialVault vault = new InMemoryCredentialVault(transactions);
  private final InMemoryApiKeys keys = new InMemoryApiKeys(transactions);
  private final InMemoryTools tools = new InMemoryTools(transactions);
  private final InMemoryAuditTrail audit = new InMemoryAuditTrail(transactions);
  private final InMemoryTriggerMemory triggers = new InMemoryTriggerMemory(transactions);
  private final InMemorySetupSessions sessions = new InMemorySetupSessions(transactions);
  private final InMemoryConnectionSetups setups = new InMemoryConnectionSetups(transactions);
  private final InMemoryWebhookDeliveries deliveries = new InMemoryWebhookDeliveries(transactions);
  private final InMemoryRecordStore records = new InMemoryRecordStore(transactions);
  private final InMemorySyncEvents events;
  private final InMemoryConnectionRepository connections;
  private final InMemorySyncRepository syncs;
  private final InMemoryRunJournal journal;
  private final InMemorySyncScheduler scheduler;

  /** By that clock, with a scheduler that runs up to 256 handlers at once. */
  public InMemoryStore(InstantSource clock) {
    this(clock, HANDLERS_AT_ONCE);
  }

  /**
   * By that clock.
   *
   * @param handlersAtOnce how many syncs the scheduler runs at the same time, from 1
   */
  public InMemoryStore(InstantSource clock, int handlersAtOnce) {
    events = new InMemorySyncEvents(transactions, clock);
    Histories histories = new Histories(transactions, clock);
    Facts facts = new Facts(transactions, histories);
    connections = new InMemoryConnectionRepository(transactions, facts);
    syncs = new InMemorySyncRepository(transactions, facts);
    journal = new InMemoryRunJournal(transactions, facts, records, histories);
    scheduler = new InMemorySyncScheduler(transactions, clock, handlersAtOnce);
  }

  /** Transactions over all ports of this store. */
  public Transactions transactions() {
    return transactions;
  }

  /** The connections. */
  public ConnectionRepository connections() {
    return connections;
  }

  /** Their credentials, which are kept as they are. */
  public CredentialVault vault() {
    return vault;
  }

  /** The attempts to connect by signing in. */
  public SetupSessions sessions() {
    return sessions;
  }

  /** What was done to connections after they were made. */
  public ConnectionSetups setups() {
    return setups;
  }

  /** Which deliveries of webhooks came in already. */
  public WebhookDeliveries deliveries() {
    return deliveries;
  }

  /** The facts of syncs. */
  public SyncRepository syncs() {
    return syncs;
  }

  /** Their due instants, and who wakes them; to be started by whoever runs syncs. */
  public InMemorySyncScheduler scheduler() {
    return scheduler;
  }

  /** What workers write. */
  public RunJournal journal() {
    return journal;
  }

  /** What they have stored. */
  public RecordStore records() {
    return records;
  }

  /** What happens to syncs. */
  public SyncEvents events() {
    return events;
  }

  /** API keys. */
  public ApiKeys keys() {
    return keys;
  }

  /** The settings of the connector catalogue's tools. */
  public ToolSettings tools() {
    return tools;
  }

  /** Those tools, one by one. */
  public ToolList toolList() {
    return tools;
  }

  /** The changes that people made. */
  public AuditTrail audit() {
    return audit;
  }

  /** What came of triggers that may be sent again. */
  public TriggerMemory triggers() {
    return triggers;
  }
}
