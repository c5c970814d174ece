package dev.tidemark.server.wiring;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.inmemory.InMemoryStore;
import dev.tidemark.inmemory.InMemorySyncScheduler;
import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.DatabaseException;
import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.StoreOptions;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.schedule.PostgresSyncScheduler;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultKeyFile;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.Storage;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import dev.tidemark.server.key.RecentKeys;
import dev.tidemark.server.key.ServerKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Opens the store that the configuration names. */
public final class Stores {
  private Stores() {}

  /**
   * Opens it.
   *
   * @throws DatabaseException if the database cannot be used
   * @throws dev.tidemark.postgres.embedded.EmbeddedPostgresException if the one in the data folder
   *     cannot be started
   * @throws dev.tidemark.postgres.vault.VaultException if the vault's key does not fit
   */
  public static Store open(Configuration configuration, InstantSource clock) {
    ApiKeys inFile = new KeptKeys(new KeyFile(configuration.data()), clock);
    Storage storage = configuration.storage();
    return switch (storage.kind()) {
      case MEMORY -> memory(new InMemoryStore(clock, storage.running()), inFile);
      case POSTGRES ->
          storage
              .database()
              .map(address -> shared(address, configuration, clock, inFile))
              .orElseGet(() -> embedded(configuration, clock, inFile));
    };
  }

  private static Store memory(InMemoryStore store, ApiKeys keys) {
    InMemorySyncScheduler scheduler = store.scheduler();
    return new Store(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.sessions(),
        store.setups(),
        store.deliveries(),
        store.syncs(),
        scheduler,
        store.journal(),
        store.events(),
        store.records(),
        keys,
        store.tools(),
        store.toolList(),
        store.audit(),
        store.triggers(),
        waking(scheduler::start, scheduler::stop),
        () -> {});
  }

  /** A database of our own in the data folder. */
  private static Store embedded(Configuration configuration, InstantSource clock, ApiKeys inFile) {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(configuration.data(), ThisMachine.embeddedPostgres());
    try {
      PostgresStore store = open(DatabaseAddress.of(server.address()), configuration, clock);
      return postgres(
          store,
          inFile,
          () -> {
            try {
              store.close();
            } finally {
              server.close();
            }
          });
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Store shared(
      DatabaseAddress address, Configuration configuration, InstantSource clock, ApiKeys inFile) {
    PostgresStore store = open(address, configuration, clock);
    ApiKeys ofAllNodes = new RecentKeys(store.keys(), clock);
    return postgres(store, new ServerKeys(inFile, ofAllNodes), store::close);
  }

  private static PostgresStore open(
      DatabaseAddress address, Configuration configuration, InstantSource clock) {
    Storage storage = configuration.storage();
    return PostgresStore.open(
        address,
        new StoreOptions(
            Ids.node(),
            storage.connections(),
            new ClaimLimits(
                storage.running(),
                storage.runningPerConnection(),
                storage.runningPerProvider().orElse(ClaimLimits.NONE)),
            storage.retention()),
        database -> vault(database, configuration),
        clock);
  }

  private static Vault vault(Database database, Configuration configuration) {
    return configuration
        .storage()
        .vaultKey()
        .map(text -> Vault.open(database, VaultKeys.fromText(text)))
        .orElseGet(() -> Vault.open(database, new VaultKeyFile(configuration.data())));
  }

  private static Store postgres(PostgresStore store, ApiKeys keys, Runnable closing) {
    PostgresSyncScheduler scheduler = store.scheduler();
    return new Store(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.sessions(),
        store.setups(),
        store.deliveries(),
        store.syncs(),
        scheduler,
        store.journal(),
        store.events(),
        store.records(),
        keys,
        store.tools(),
        store.toolList(),
        store.audit(),
        store.triggers(),
        waking(scheduler::start, scheduler::stop),
        closing);
  }

  private static Store.Waking waking(Consumer<Consumer<SyncId>> start, Consumer<Duration> stop) {
    return new Store.Waking() {
      @Override
      public void start(Consumer<SyncId> handler) {
        start.accept(handler);
      }

      @Override
      public void stop(Duration patience) {
        stop.accept(patience);
      }
    };
  }
}
