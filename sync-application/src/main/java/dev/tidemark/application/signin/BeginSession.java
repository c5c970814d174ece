package dev.tidemark.application.signin;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Begins a session in which somebody connects a provider by signing in to it. */
public final class BeginSession {
  /** How long its owner can still learn that a session has expired. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final SetupSessions sessions;
  private final InstantSource clock;
  private final Supplier<String> secrets;

  /** Ids come from {@code secrets}: random, and never the same twice. */
  public BeginSession(SetupSessions sessions, InstantSource clock, Supplier<String> secrets) {
    this.sessions = sessions;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * Begins one; a connection may have several.
   *
   * @param replaces whether a connection that works may be replaced by it
   */
  public SessionId begin(ConnectionId connection, boolean replaces) {
    Instant now = clock.instant();
    sessions.forgetExpiredBefore(now.minus(REMEMBERED));
    SessionId id = new SessionId("sess_" + secrets.get());
    sessions.add(SetupSession.begin(id, connection, replaces, now));
    return id;
  }
}
