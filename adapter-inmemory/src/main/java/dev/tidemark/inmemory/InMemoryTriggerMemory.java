package dev.tidemark.inmemory;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.TriggerMemory;
import java.time.Instant;
import java.util.Optional;

/** Triggers that may be sent again, in memory. */
final class InMemoryTriggerMemory implements TriggerMemory {
  private record Kept(Remembered trigger, Instant until) {}

  private final InMemoryTransactions transactions;
  private final Table<String, Kept> triggers;
  private final Expiry<String> expiry;

  InMemoryTriggerMemory(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.triggers = new Table<>(transactions);
    this.expiry = new Expiry<>(transactions);
  }

  @Override
  public Optional<Remembered> find(IdempotencyKey key, Instant now) {
    return Optional.ofNullable(triggers.get(name(key)))
        .filter(kept -> now.isBefore(kept.until))
        .map(Kept::trigger);
  }

  @Override
  public void remember(IdempotencyKey key, Remembered trigger, Instant now, Instant until) {
    transactions.perform(() -> {
      expiry.takeBefore(now).forEach(name -> forget(name, now));
      triggers.put(name(key), new Kept(trigger, until));
      expiry.add(until, name(key));
    });
  }

  /** What was remembered anew since is kept. */
  private void forget(String name, Instant now) {
    Kept kept = triggers.get(name);
    if (kept != null && kept.until.isBefore(now)) {
      triggers.remove(name);
    }
  }

  private static String name(IdempotencyKey key) {
    return key.owner() + " " + key.value();
  }
}
