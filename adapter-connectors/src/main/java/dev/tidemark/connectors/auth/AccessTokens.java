package dev.tidemark.connectors.auth;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The tokens of all connections, in memory only. One is shared by all readers: those of the same
 * connection with the same credentials share one {@link Session}.
 */
public final class AccessTokens {
  private static final int MOST_KEPT = 50_000;

  private final ConcurrentMap<Key, Session> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final RenewedCredentials renewed;

  /**
   * Whose tokens.
   *
   * @param credentials a hash of everything that the tokens are got with
   */
  record Key(ConnectionId connection, String credentials) {}

  /** No tokens yet. */
  public AccessTokens(InstantSource clock, RenewedCredentials renewed) {
    this.clock = clock;
    this.renewed = renewed;
  }

  InstantSource clock() {
    return clock;
  }

  RenewedCredentials renewed() {
    return renewed;
  }

  Session session(Key key) {
    if (sessions.size() > MOST_KEPT) {
      sessions.values().removeIf(session -> session.isDisposable(clock.instant()));
    }
    return sessions.computeIfAbsent(key, missing -> new Session());
  }

  /** Makes readers with renewed credentials share the session that renewed them. */
  void alias(Key key, Session session) {
    sessions.put(key, session);
  }
}
