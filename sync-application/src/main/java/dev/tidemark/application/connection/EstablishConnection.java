package dev.tidemark.application.connection;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a connection with credentials that were checked, and a sync for each model, the first run
 * due at once. An existing connection gets the new credentials; its syncs go on from their
 * checkpoints, free of what held them for the old ones.
 */
public final class EstablishConnection {
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final SyncRepository syncs;
  private final CredentialVault vault;
  private final FollowSchedule schedule;
  private final SyncDefaults defaults;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** On ports of one store; run ids come from {@code ids}, which never gives one twice. */
  public EstablishConnection(
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      CredentialVault vault,
      SyncDefaults defaults,
      InstantSource clock,
      Supplier<String> ids) {
    this.transactions = transactions;
    this.connections = connections;
    this.syncs = syncs;
    this.vault = vault;
    this.schedule = new FollowSchedule(scheduler);
    this.defaults = defaults;
    this.clock = clock;
    this.ids = ids;
  }

  /** Makes or renews the connection. */
  public void establish(Provider provider, ConnectionId id, Credentials credentials) {
    Instant now = clock.instant();
    transactions.perform(() -> {
      connections.save(new Connection(id, new ConnectionState.Connected(), now));
      vault.store(id, credentials);
      for (Model model : provider.models()) {
        SyncId sync = new SyncId(id, model.name());
        RunId fresh = new RunId(ids.get());
        Optional<Sync> renewed = syncs.update(sync, facts -> facts.reconnected(fresh, now));
        schedule.follow(renewed.orElseGet(() -> created(sync, model, fresh, now)));
      }
    });
  }

  private Sync created(SyncId id, Model model, RunId firstRun, Instant now) {
    Sync sync =
        Sync.create(
            id,
            defaults.schedule(id.connection().provider(), id.model()),
            model.incremental() ? new SyncMode.Incremental(model.fullPassEvery()) : SyncMode.FULL,
            firstRun,
            now);
    syncs.add(sync);
    return sync;
  }
}
