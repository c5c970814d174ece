package dev.tidemark.http;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The driven ports that the routes need, behind one lock; it can be told to fail. */
final class FakeStore
    implements ApiKeys, ConnectionRepository, SyncRepository, SyncScheduler, Transactions {
  private final Map<KeyHash, ApiKey> keys = new HashMap<>();
  private final Map<ConnectionId, Connection> connections = new HashMap<>();
  private final Map<SyncId, Sync> syncs = new HashMap<>();
  private final Map<SyncId, Instant> due = new HashMap<>();
  private Supplier<RuntimeException> keyTrouble;
  private Supplier<RuntimeException> trouble;

  /** From now on every question for a key ends like that; null ends the trouble. */
  synchronized void failKeys(Supplier<RuntimeException> how) {
    keyTrouble = how;
  }

  /** From now on every other question ends like that; null ends the trouble. */
  synchronized void fail(Supplier<RuntimeException> how) {
    trouble = how;
  }

  private void check() {
    if (trouble != null) {
      throw trouble.get();
    }
  }

  @Override
  public synchronized Optional<ApiKey> find(KeyHash hash) {
    if (keyTrouble != null) {
      throw keyTrouble.get();
    }
    return Optional.ofNullable(keys.get(hash));
  }

  @Override
  public synchronized List<ApiKey> list() {
    return List.copyOf(keys.values());
  }

  @Override
  public synchronized boolean remove(String id) {
    return keys.values().removeIf(key -> key.id().equals(id));
  }

  /** Takes all keys back. */
  synchronized void revokeKeys() {
    keys.clear();
  }

  @Override
  public synchronized void save(ApiKey key) {
    keys.put(key.hash(), key);
  }

  @Override
  public synchronized Optional<Connection> find(ConnectionId id) {
    check();
    return Optional.ofNullable(connections.get(id));
  }

  @Override
  public synchronized void save(Connection connection) {
    check();
    connections.put(connection.id(), connection);
  }

  @Override
  public synchronized void remove(ConnectionId id) {
    connections.remove(id);
  }

  @Override
  public synchronized Optional<ConnectionOverview> overview(ConnectionId id) {
    check();
    return Optional.ofNullable(connections.get(id))
        .map(connection -> new ConnectionOverview(connection, list(id)));
  }

  @Override
  public synchronized List<ConnectionOverview> overviews(OrganizationId organization) {
    check();
    return connections.values().stream()
        .filter(connection -> connection.id().organization().equals(organization))
        .map(connection -> new ConnectionOverview(connection, list(connection.id())))
        .toList();
  }

  @Override
  public synchronized List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
    check();
    return List.of();
  }

  @Override
  public synchronized Optional<Sync> find(SyncId id) {
    check();
    return Optional.ofNullable(syncs.get(id));
  }

  @Override
  public synchronized List<Sync> list(ConnectionId connection) {
    check();
    return syncs.values().stream()
        .filter(sync -> sync.id().connection().equals(connection))
        .sorted(Comparator.comparing(sync -> sync.id().model().value()))
        .toList();
  }

  @Override
  public synchronized void add(Sync sync) {
    syncs.put(sync.id(), sync);
  }

  @Override
  public synchronized Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
    check();
    return Optional.ofNullable(syncs.computeIfPresent(id, (key, sync) -> change.apply(sync)));
  }

  @Override
  public synchronized List<Sync> removeAll(ConnectionId connection) {
    List<Sync> removed = list(connection);
    syncs.keySet().removeIf(id -> id.connection().equals(connection));
    return removed;
  }

  @Override
  public List<SyncId> lost(Instant now, int limit) {
    throw new UnsupportedOperationException("no route asks for lost syncs");
  }

  @Override
  public synchronized void schedule(SyncId sync, Instant at) {
    due.put(sync, at);
  }

  @Override
  public synchronized void unschedule(SyncId sync) {
    due.remove(sync);
  }

  @Override
  public synchronized Optional<Instant> due(SyncId sync) {
    return Optional.ofNullable(due.get(sync));
  }

  @Override
  public synchronized <T> T perform(Supplier<T> work) {
    return work.get();
  }
}
