package dev.tidemark.http;

import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.setup.WebhookDeliveries;
import dev.tidemark.application.signin.SetupSessions;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Sessions, setups and deliveries in maps. */
final class FakeSetups implements SetupSessions, ConnectionSetups, WebhookDeliveries {
  private final Map<SessionId, SetupSession> sessions = new HashMap<>();
  private final Map<ConnectionId, ConnectionSetup> setups = new HashMap<>();
  private final Set<String> deliveries = new HashSet<>();
  private Supplier<RuntimeException> trouble;

  @Override
  public synchronized void add(SetupSession session) {
    sessions.put(session.id(), session);
  }

  /** From now on every question for a session ends like that. */
  synchronized void fail(Supplier<RuntimeException> how) {
    trouble = how;
  }

  @Override
  public synchronized Optional<SetupSession> find(SessionId id) {
    if (trouble != null) {
      throw trouble.get();
    }
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public synchronized Optional<SetupSession> update(
      SessionId id, UnaryOperator<SetupSession> change) {
    return Optional.ofNullable(
        sessions.computeIfPresent(id, (same, session) -> change.apply(session)));
  }

  @Override
  public synchronized void forgetExpiredBefore(Instant instant) {
    sessions.values().removeIf(session -> session.expiresAt().isBefore(instant));
  }

  @Override
  public synchronized Optional<ConnectionSetup> find(ConnectionId connection) {
    return Optional.ofNullable(setups.get(connection));
  }

  @Override
  public synchronized void save(ConnectionSetup setup) {
    setups.put(setup.connection(), setup);
  }

  @Override
  public synchronized void forget(ConnectionId connection) {
    setups.remove(connection);
  }

  @Override
  public synchronized boolean first(
      ConnectionId connection, String id, Instant now, Instant until) {
    return deliveries.add(connection + " " + id);
  }
}
