package dev.tidemark.application.signin;

import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Driven port: the attempts to connect providers by signing in. */
public interface SetupSessions {
  /** How many sessions of one connection are kept. */
  int MOST_OF_ONE_CONNECTION = 20;

  /**
   * Adds a session; of a connection that has too many then, the one that was added first is
   * forgotten.
   *
   * @throws IllegalStateException if there is one of its id
   */
  void add(SetupSession session);

  /** The session, if it is not forgotten. */
  Optional<SetupSession> find(SessionId id);

  /**
   * Changes a session, as if nobody else did so at the same time.
   *
   * @param change a pure function; it may be called more than once
   * @return the session afterwards; empty if there is none
   * @throws IllegalArgumentException if the change does not keep the id
   */
  Optional<SetupSession> update(SessionId id, UnaryOperator<SetupSession> change);

  /** Forgets the sessions whose time was over before that instant. */
  void forgetExpiredBefore(Instant instant);
}
