package dev.tidemark.http;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.TriggerMemory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A memory of triggers that forgets by itself when it is asked. */
final class FakeTriggers implements TriggerMemory {
  private record Kept(Remembered trigger, Instant until) {}

  private final Map<IdempotencyKey, Kept> triggers = new ConcurrentHashMap<>();

  @Override
  public Optional<Remembered> find(IdempotencyKey key, Instant now) {
    return Optional.ofNullable(triggers.get(key))
        .filter(kept -> now.isBefore(kept.until()))
        .map(Kept::trigger);
  }

  @Override
  public void remember(IdempotencyKey key, Remembered trigger, Instant now, Instant until) {
    triggers.put(key, new Kept(trigger, until));
  }
}
