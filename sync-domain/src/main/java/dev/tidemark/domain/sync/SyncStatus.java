package dev.tidemark.domain.sync;

import dev.tidemark.domain.connection.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the outside is told of a sync. It is computed from facts whenever it is asked for and never
 * stored, so that it is right even when no worker is alive.
 *
 * @param lastSyncedAt end of the last run that succeeded
 * @param errorMessage one sentence; there exactly when the word is {@link Word#FAILED}
 */
public record SyncStatus(Word word, @Nullable Instant lastSyncedAt, @Nullable String errorMessage) {
  /** The public words. */
  public enum Word {
    /** No outcome yet. */
    PENDING,
    /** The data is as the provider had it at {@code lastSyncedAt}, and that is recent enough. */
    SUCCESS,
    /** It is not, for the reason given. */
    FAILED
  }

  /** Refuses a success without an instant or with an error, and a failure without a reason. */
  public SyncStatus {
    if (word == Word.SUCCESS && lastSyncedAt == null) {
      throw new IllegalArgumentException("SUCCESS needs the instant of the last success");
    }
    if ((word == Word.FAILED) == (errorMessage == null)) {
      throw new IllegalArgumentException(
          word + " must " + (errorMessage == null ? "" : "not ") + "have an error message");
    }
  }

  /** The status that the facts amount to at an instant. */
  public static SyncStatus of(Sync sync, ConnectionState connection, Instant now) {
    Instant last = sync.lastSucceededAt();
    if (connection instanceof ConnectionState.NeedsReauthorization) {
      return failed(last, "credentials rejected; reconnect");
    }
    if (sync.currentRun() instanceof CurrentRun.Working working && working.lost(now)) {
      return failed(last, interrupted(working.leaseUntil()));
    }
    return switch (sync.lastOutcome()) {
      case null -> new SyncStatus(Word.PENDING, null, null);
      case Outcome.Succeeded success -> ofSuccess(sync, success, now);
      case Outcome.Partial partial ->
          failed(
              last,
              "partial: %d of %d stored; %s"
                  .formatted(partial.stored(), partial.expected(), partial.failure().message()));
      case Outcome.Failed failed -> failed(last, failed.failure().message());
      case Outcome.Lost lost -> failed(last, interrupted(lost.at()));
    };
  }

  private static SyncStatus ofSuccess(Sync sync, Outcome.Succeeded success, Instant now) {
    boolean expected = sync.hold() instanceof Hold.None;
    if (expected && sync.freshness(now) == Freshness.STALE) {
      return failed(
          success.at(),
          "no successful sync since " + success.at() + "; expected " + sync.schedule().inWords());
    }
    return new SyncStatus(Word.SUCCESS, success.at(), null);
  }

  private static String interrupted(Instant at) {
    return "interrupted: the worker was lost at " + at;
  }

  private static SyncStatus failed(@Nullable Instant last, String message) {
    return new SyncStatus(Word.FAILED, last, message);
  }
}
