package dev.tidemark.application.connection;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives connections a sync for each model that their provider has got since they were made, as
 * after an upgrade. If nothing is missing, it takes one look, however many connections there are.
 */
public final class AddNewModels {
  private static final int AT_ONCE = 1000;

  private final ProviderCatalogue catalogue;
  private final ConnectionRepository connections;
  private final EstablishConnection establish;

  /** On ports of one store. */
  public AddNewModels(
      ProviderCatalogue catalogue,
      ConnectionRepository connections,
      EstablishConnection establish) {
    this.catalogue = catalogue;
    this.connections = connections;
    this.establish = establish;
  }

  /**
   * Adds what is missing; several nodes may do so at the same time. It ends early if its thread is
   * interrupted.
   *
   * @return how many syncs were added
   */
  public int add() {
    Map<ProviderId, Set<ModelName>> offered =
        catalogue.list().stream().collect(toMap(Provider::id, AddNewModels::names));
    int added = 0;
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      List<SyncId> missing = connections.lacking(offered, AT_ONCE);
      int before = added;
      for (ConnectionId connection : connections(missing)) {
        added +=
            catalogue
                .find(connection.provider())
                .map(provider -> establish.complete(provider, connection))
                .orElse(0);
      }
      // Of what can be added nothing is left, or others are adding it.
      more = added > before && missing.size() == AT_ONCE;
    }
    return added;
  }

  private static Set<ModelName> names(Provider provider) {
    return provider.models().stream().map(Model::name).collect(toUnmodifiableSet());
  }

  private static Set<ConnectionId> connections(List<SyncId> syncs) {
    Set<ConnectionId> connections = new LinkedHashSet<>();
    syncs.forEach(sync -> connections.add(sync.connection()));
    return connections;
  }
}
