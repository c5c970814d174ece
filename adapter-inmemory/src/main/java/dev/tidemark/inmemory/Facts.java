package dev.tidemark.inmemory;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections, each in one value with the facts of its syncs: one look-up answers for all of
 * them as they are at one instant. What changes is to be called in a transaction.
 */
final class Facts {
  private final Table<ConnectionId, ConnectionOverview> overviews;
  private final Table<OrganizationId, List<ConnectionId>> organizations;
  private final Leases leases;
  private final Histories histories;

  Facts(InMemoryTransactions transactions, Histories histories) {
    this.overviews = new Table<>(transactions);
    this.organizations = new Table<>(transactions);
    this.leases = new Leases(transactions);
    this.histories = histories;
  }

  @Nullable ConnectionOverview overview(ConnectionId id) {
    return overviews.get(id);
  }

  List<ConnectionOverview> overviews(OrganizationId organization) {
    return connections(organization).stream().map(overviews::get).filter(Objects::nonNull).toList();
  }

  private List<ConnectionId> connections(OrganizationId organization) {
    List<ConnectionId> known = organizations.get(organization);
    return known == null ? List.of() : known;
  }

  void save(Connection connection) {
    ConnectionId id = connection.id();
    ConnectionOverview before = overviews.get(id);
    if (before == null) {
      List<ConnectionId> known = new ArrayList<>(connections(id.organization()));
      known.add(id);
      known.sort(Comparator.comparing(each -> each.provider().value()));
      organizations.put(id.organization(), List.copyOf(known));
    }
    overviews.put(
        id, new ConnectionOverview(connection, before == null ? List.of() : before.syncs()));
  }

  void remove(ConnectionId id) {
    ConnectionOverview before = overviews.get(id);
    if (before == null) {
      return;
    }
    if (!before.syncs().isEmpty()) {
      throw new IllegalStateException(id + " still has syncs");
    }
    overviews.remove(id);
    List<ConnectionId> known = new ArrayList<>(connections(id.organization()));
    known.remove(id);
    if (known.isEmpty()) {
      organizations.remove(id.organization());
    } else {
      organizations.put(id.organization(), List.copyOf(known));
    }
  }

  List<Sync> list(ConnectionId connection) {
    ConnectionOverview overview = overviews.get(connection);
    return overview == null ? List.of() : overview.syncs();
  }

  Optional<Sync> find(SyncId id) {
    for (Sync sync : list(id.connection())) {
      if (sync.id().model().equals(id.model())) {
        return Optional.of(sync);
      }
    }
    return Optional.empty();
  }

  /** The facts, if that lease is the one that may write now. */
  Optional<Sync> heldBy(Lease lease) {
    return find(lease.sync()).filter(sync -> sync.heldBy(lease));
  }

  void add(Sync sync) {
    ConnectionOverview overview = overviews.get(sync.id().connection());
    if (overview == null) {
      throw new IllegalStateException(sync.id() + " is added to a connection that does not exist");
    }
    if (find(sync.id()).isPresent()) {
      throw new IllegalStateException(sync.id() + " is there already");
    }
    List<Sync> syncs = new ArrayList<>(overview.syncs());
    syncs.add(sync);
    syncs.sort(Comparator.comparing(each -> each.id().model().value()));
    overviews.put(overview.connection().id(), new ConnectionOverview(overview.connection(), syncs));
    leases.follow(sync.id(), new CurrentRun.None(), sync.currentRun());
  }

  void replace(Sync before, Sync after) {
    SyncId id = before.id();
    if (!after.id().equals(id)) {
      throw new IllegalArgumentException(
          "a change keeps the id " + id + ", but made " + after.id());
    }
    if (!after.equals(before)) {
      ConnectionOverview overview = Objects.requireNonNull(overviews.get(id.connection()));
      List<Sync> syncs = new ArrayList<>(overview.syncs());
      syncs.set(syncs.indexOf(before), after);
      overviews.put(id.connection(), new ConnectionOverview(overview.connection(), syncs));
      leases.follow(id, before.currentRun(), after.currentRun());
      histories.follow(before, after);
    }
  }

  /** Those that were removed. */
  List<Sync> removeAll(ConnectionId connection) {
    ConnectionOverview overview = overviews.get(connection);
    if (overview == null) {
      return List.of();
    }
    overviews.put(connection, new ConnectionOverview(overview.connection(), List.of()));
    for (Sync sync : overview.syncs()) {
      leases.follow(sync.id(), sync.currentRun(), new CurrentRun.None());
      histories.removed(sync);
    }
    return overview.syncs();
  }

  List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
    List<SyncId> lacking = new ArrayList<>();
    overviews.forEach((id, overview) -> {
      if (overview.connection().usable()) {
        offered.getOrDefault(id.provider(), Set.of()).stream()
            .map(model -> new SyncId(id, model))
            .filter(sync -> find(sync).isEmpty())
            .forEach(lacking::add);
      }
    });
    lacking.sort(
        Comparator.comparing((SyncId sync) -> sync.connection().organization().value())
            .thenComparing(sync -> sync.connection().provider().value())
            .thenComparing(sync -> sync.model().value()));
    return List.copyOf(lacking.subList(0, Math.min(limit, lacking.size())));
  }

  List<SyncId> lost(Instant now, int limit) {
    return leases.endedBy(now, limit);
  }
}
