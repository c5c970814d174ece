package dev.tidemark.application.composio;

import java.time.Instant;
import java.util.Optional;

/** Driven port: what came of triggers that may be sent again. */
public interface TriggerMemory {
  /**
   * A trigger.
   *
   * @param full whether a full pass was asked for
   * @param accepted what came of it
   */
  record Remembered(boolean full, TriggerConnector.Outcome.Accepted accepted) {}

  /**
   * What came of the trigger of that key, unless it is forgotten by now. Until the transaction ends
   * in which it is asked, whoever asks for the same key in another one waits.
   */
  Optional<Remembered> find(IdempotencyKey key, Instant now);

  /**
   * Keeps what came of a trigger, until an instant after which it is forgotten; to be called in the
   * transaction that triggers. Of one owner the last 10 000 are kept.
   */
  void remember(IdempotencyKey key, Remembered trigger, Instant now, Instant until);
}
