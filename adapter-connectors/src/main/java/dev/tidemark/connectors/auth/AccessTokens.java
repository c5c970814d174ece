package dev.tidemark.connectors.auth;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The tokens of all connections, in memory only. One is shared by all readers: those of the same
 * connection with the same credentials share one {@link Session}.
 */
public final class AccessTokens {
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

  /** How long a reader may take between two requests and still find the session it began with. */
  private static final Duration IDLE = Duration.ofHours(1);

  /** When even a token that is still good is forgotten: its connection may have ended. */
  private static final Duration LONG_IDLE = Duration.ofDays(1);

  private final ConcurrentMap<Key, Used> sessions = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock;
  private final RenewedCredentials renewed;

  /**
   * Whose tokens.
   *
   * @param credentials a hash of everything that the tokens are got with
   */
  record Key(ConnectionId connection, String credentials) {}

  /** A session, and when it was last asked for by this key. */
  private record Used(Session session, Instant at) {}

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
    Instant now = clock.instant();
    sweep(now);
    return sessions
        .compute(
            key,
            (k, known) ->
                known == null ? new Used(new Session(key), now) : new Used(known.session(), now))
        .session();
  }

  /**
   * Makes readers with renewed credentials share the session that renewed them. Readers that were
   * opened with the former ones go on sharing it, until none has asked for a while.
   */
  void alias(Key key, Session session) {
    session.isNowOf(key);
    sessions.put(key, new Used(session, clock.instant()));
  }

  int size() {
    return sessions.size();
  }

  private void sweep(Instant now) {
    Instant last = swept.get();
    if (now.isAfter(last.plus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now)) {
      sessions.entrySet().removeIf(entry -> isIdle(entry.getKey(), entry.getValue(), now));
    }
  }

  private static boolean isIdle(Key key, Used used, Instant now) {
    boolean needed = used.session().isOf(key) && used.session().hasGoodToken(now);
    return used.at().plus(needed ? LONG_IDLE : IDLE).isBefore(now) && !used.session().holdsUnkept();
  }
}
