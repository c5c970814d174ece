package dev.tidemark.application.connection;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Sync;
import java.util.List;
import java.util.Optional;

/**
 * Ends a connection: its syncs stop, a run that is at it can no longer write, the credentials are
 * forgotten, and so is what was set up.
 */
public final class DisconnectProvider {
  /** What became of the wish. */
  public sealed interface Outcome {
    /** The connection is gone. Records that were stored stay. */
    record Disconnected(ConnectionId connection) implements Outcome {}

    /** There was none. */
    record NotConnected() implements Outcome {}

    /** Organizations cannot connect such a provider. */
    record UnknownProvider() implements Outcome {}
  }

  private final ProviderCatalogue catalogue;
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final SyncRepository syncs;
  private final SyncScheduler scheduler;
  private final CredentialVault vault;
  private final ConnectionSetups setups;

  /** On ports of one store. */
  public DisconnectProvider(
      ProviderCatalogue catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      CredentialVault vault,
      ConnectionSetups setups) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.connections = connections;
    this.syncs = syncs;
    this.scheduler = scheduler;
    this.vault = vault;
    this.setups = setups;
  }

  /** Ends the organization's connection to the provider. */
  public Outcome disconnect(OrganizationId organization, ProviderId provider) {
    Optional<Provider> known = catalogue.findForOrganizations(provider);
    if (known.isEmpty()) {
      return new Outcome.UnknownProvider();
    }
    ConnectionId id = new ConnectionId(known.get().id(), organization);
    return transactions.perform(() -> {
      if (connections.find(id).isEmpty()) {
        return new Outcome.NotConnected();
      }
      List<Sync> ending = syncs.removeAll(id);
      // Only now: workers change the facts of a sync first, and then when it is due.
      ending.forEach(sync -> scheduler.unschedule(sync.id()));
      vault.forget(id);
      setups.forget(id);
      connections.remove(id);
      return new Outcome.Disconnected(id);
    });
  }
}
