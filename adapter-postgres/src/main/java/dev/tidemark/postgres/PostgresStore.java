package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
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
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.cluster.Hearing;
import dev.tidemark.postgres.cluster.Listening;
import dev.tidemark.postgres.cluster.ReadModel;
import dev.tidemark.postgres.cluster.Telling;
import dev.tidemark.postgres.composio.PostgresAuditTrail;
import dev.tidemark.postgres.composio.PostgresToolList;
import dev.tidemark.postgres.composio.PostgresToolSettings;
import dev.tidemark.postgres.composio.PostgresTriggerMemory;
import dev.tidemark.postgres.connection.PostgresApiKeys;
import dev.tidemark.postgres.connection.PostgresConnectionSetups;
import dev.tidemark.postgres.connection.PostgresSetupSessions;
import dev.tidemark.postgres.connection.PostgresWebhookDeliveries;
import dev.tidemark.postgres.event.PostgresSyncEvents;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.retention.Pruning;
import dev.tidemark.postgres.retention.Retention;
import dev.tidemark.postgres.schedule.PostgresSyncScheduler;
import dev.tidemark.postgres.sync.SyncPorts;
import dev.tidemark.postgres.vault.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One PostgreSQL database, which any number of nodes share, and the driven ports that belong to it.
 * Transactions span all of them. Instants are kept to the microsecond; hand in a clock that ticks
 * no finer.
 */
public final class PostgresStore implements AutoCloseable {
  private final HikariDataSource pool;
  private final Database database;
  private final Vault vault;
  private final Telling telling;
  private final Listening listening;
  private final PostgresSyncEvents events;
  private final SyncPorts syncs;
  private final ReadModel connections;
  private final PostgresSyncScheduler scheduler;
  private final Pruning pruning;

  private PostgresStore(
      DatabaseAddress address,
      HikariDataSource pool,
      StoreOptions options,
      Function<Database, Vault> opening,
      InstantSource clock) {
    this.pool = pool;
    database = new Database(pool);
    vault = opening.apply(database);
    events = PostgresSyncEvents.open(database, clock);
    telling = new Telling(database, options.node());
    AtomicReference<ReadModel> known = new AtomicReference<>();
    syncs =
        SyncPorts.of(
            database,
            clock,
            changed ->
                database.afterwards(() -> {
                  known.get().forget(changed);
                  telling.changed(changed);
                }));
    connections = new ReadModel(database, syncs.connections(), System::nanoTime);
    known.set(connections);
    scheduler =
        new PostgresSyncScheduler(
            database, pool, clock, options.node(), options.limits(), telling::due);
    pruning = Pruning.begin(new Retention(database, clock, options.retention()));
    listening = new Listening(() -> vault.toldOn(address.connect()), options.node(), new Heard());
  }

  /** What other nodes tell. */
  private final class Heard implements Hearing {
    @Override
    public void changed(ConnectionId connection) {
      connections.forget(connection);
      // Whatever happens to a sync changes it.
      events.hint();
    }

    @Override
    public void changedSomewhere() {
      connections.forgetAll();
      events.hint();
    }

    @Override
    public void due(Instant at) {
      scheduler.dueElsewhere(at);
    }
  }

  /**
   * Opens a database and brings its tables up to date.
   *
   * @param vault opens the vault in it
   * @throws DatabaseException if it cannot be used
   * @throws dev.tidemark.postgres.vault.VaultException if the vault's keys do not belong to it
   */
  public static PostgresStore open(
      DatabaseAddress address,
      StoreOptions options,
      Function<Database, Vault> vault,
      InstantSource clock) {
    HikariDataSource pool = DatabasePool.open(address, options.connections());
    try {
      return new PostgresStore(address, pool, options, vault, clock);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Something else than the ports has changed the database. */
  void changedOutside() {
    connections.forgetAll();
  }

  /** Transactions over all ports of this store. */
  public Transactions transactions() {
    return database;
  }

  /** The connections; what is only looked at may be up to a second old. */
  public ConnectionRepository connections() {
    return connections;
  }

  /** Their credentials, encrypted. */
  public CredentialVault vault() {
    return vault.credentials();
  }

  /** The attempts to connect by signing in. */
  public SetupSessions sessions() {
    return new PostgresSetupSessions(database);
  }

  /** What was done to connections after they were made. */
  public ConnectionSetups setups() {
    return new PostgresConnectionSetups(database);
  }

  /** Which deliveries of webhooks came in already. */
  public WebhookDeliveries deliveries() {
    return new PostgresWebhookDeliveries(database);
  }

  /** The facts of syncs. */
  public SyncRepository syncs() {
    return syncs.syncs();
  }

  /** Their due instants, and who wakes them; to be started by whoever runs syncs. */
  public PostgresSyncScheduler scheduler() {
    return scheduler;
  }

  /** What workers write. */
  public RunJournal journal() {
    return syncs.journal();
  }

  /** What they have stored. */
  public RecordStore records() {
    return syncs.records();
  }

  /** What happens to syncs, on all nodes. */
  public SyncEvents events() {
    return events;
  }

  /** API keys. */
  public ApiKeys keys() {
    return new PostgresApiKeys(database);
  }

  /** The settings of the connector catalogue's tools. */
  public ToolSettings tools() {
    return new PostgresToolSettings(database);
  }

  /** Those tools, one by one. */
  public ToolList toolList() {
    return new PostgresToolList(database);
  }

  /** The changes that people made. */
  public AuditTrail audit() {
    return new PostgresAuditTrail(database);
  }

  /** What came of triggers that may be sent again. */
  public TriggerMemory triggers() {
    return new PostgresTriggerMemory(database);
  }

  /** Tells other nodes what is left to tell, and lets the database go. */
  @Override
  public void close() {
    pruning.close();
    events.close();
    telling.close();
    listening.close();
    pool.close();
  }
}
