package dev.tidemark.domain.setup;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;

/**
 * An attempt to connect a provider by signing in to it with a browser. What its owner is told is
 * derived from the clock: a session that nobody has brought to an end is expired when its time is
 * over, whatever became of the process that was at it.
 *
 * @param replaces whether a connection that works may be replaced
 */
public record SetupSession(
    SessionId id, ConnectionId connection, boolean replaces, Progress progress, Instant expiresAt) {
  /** How long a session may take. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How long the provider may take, for somebody who came back in time, to be asked for tokens. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How far it has come. */
  public sealed interface Progress {
    /** Nobody has gone to the provider yet. */
    record Waiting() implements Progress {}

    /** Somebody has. */
    record Away(SignIn signIn) implements Progress {}

    /** They are back; the provider is being asked for tokens. */
    record Returned() implements Progress {}

    /** The provider is connected. */
    record Connected() implements Progress {}

    /**
     * It is not, and will not be by this session.
     *
     * @param reason one sentence that is safe to show
     */
    record Failed(String reason) implements Progress {}
  }

  /** What its owner is told. */
  public sealed interface Status {
    /** It is not over. */
    record Pending() implements Status {}

    /** The provider is connected. */
    record Connected() implements Status {}

    /** It is not, for the reason given. */
    record Failed(String reason) implements Status {}

    /** It took too long. */
    record Expired() implements Status {}
  }

  /** A session that begins now. */
  public static SetupSession begin(
      SessionId id, ConnectionId connection, boolean replaces, Instant now) {
    return new SetupSession(id, connection, replaces, new Progress.Waiting(), now.plus(LIFETIME));
  }

  /** What its owner is told at an instant. */
  public Status status(Instant now) {
    return switch (progress) {
      case Progress.Connected connected -> new Status.Connected();
      case Progress.Failed failed -> new Status.Failed(failed.reason());
      case Progress.Waiting waiting -> pendingUntil(expiresAt, now);
      case Progress.Away away -> pendingUntil(expiresAt, now);
      case Progress.Returned returned -> pendingUntil(expiresAt.plus(PATIENCE), now);
    };
  }

  private static Status pendingUntil(Instant end, Instant now) {
    return now.isBefore(end) ? new Status.Pending() : new Status.Expired();
  }

  /** Whether somebody may still go to the provider for it, or come back. */
  public boolean open(Instant now) {
    boolean underway = progress instanceof Progress.Waiting || progress instanceof Progress.Away;
    return underway && now.isBefore(expiresAt);
  }

  /** Somebody goes to the provider; an earlier way there cannot be ended any more. */
  public SetupSession away(SignIn signIn) {
    return with(new Progress.Away(signIn));
  }

  /** They are back. */
  public SetupSession returned() {
    return with(new Progress.Returned());
  }

  /** The provider is connected. */
  public SetupSession connected() {
    return with(new Progress.Connected());
  }

  /** It is not. */
  public SetupSession failed(String reason) {
    return with(new Progress.Failed(reason));
  }

  private SetupSession with(Progress next) {
    return new SetupSession(id, connection, replaces, next, expiresAt);
  }
}
