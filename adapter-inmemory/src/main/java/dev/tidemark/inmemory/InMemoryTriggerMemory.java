package dev.tidemark.inmemory;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.TriggerMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Triggers that may be sent again, in memory. */
final class InMemoryTriggerMemory implements TriggerMemory {
  private static final int KEPT_OF_ONE_OWNER = 10_000;

  /** Forgetting never takes long: what is left is for the next time. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private record Kept(Remembered trigger, Instant until, long number) {}

  /** Where a trigger stands among those of its owner. */
  private record Place(String owner, long number) {}

  private final InMemoryTransactions transactions;
  private final Table<IdempotencyKey, Kept> triggers;
  private final OrderedTable<Place, IdempotencyKey> oldestFirst;
  private final Table<String, Long> numbers;

  InMemoryTriggerMemory(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.triggers = new Table<>(transactions);
    this.oldestFirst =
        OrderedTable.by(
            Comparator.comparing(Place::owner).thenComparingLong(Place::number), transactions);
    this.numbers = new Table<>(transactions);
  }

  @Override
  public Optional<Remembered> find(IdempotencyKey key, Instant now) {
    return Optional.ofNullable(triggers.get(key))
        .filter(kept -> now.isBefore(kept.until))
        .map(Kept::trigger);
  }

  @Override
  public void remember(IdempotencyKey key, Remembered trigger, Instant now, Instant until) {
    transactions.perform(() -> {
      forget(key);
      Long last = numbers.get(key.owner());
      long number = last == null ? 1 : last + 1;
      numbers.put(key.owner(), number);
      triggers.put(key, new Kept(trigger, until, number));
      oldestFirst.put(new Place(key.owner(), number), key);
      forgetOld(key.owner(), number, now);
    });
  }

  private void forgetOld(String owner, long newest, Instant now) {
    List<IdempotencyKey> oldest =
        oldestFirst.after(new Place(owner, 0), FORGOTTEN_AT_ONCE, (place, key) -> key);
    for (IdempotencyKey key : oldest) {
      Kept kept = triggers.get(key);
      boolean over =
          kept != null && (kept.until.isBefore(now) || kept.number <= newest - KEPT_OF_ONE_OWNER);
      if (key.owner().equals(owner) && over) {
        forget(key);
      }
    }
  }

  private void forget(IdempotencyKey key) {
    Kept kept = triggers.get(key);
    if (kept != null) {
      triggers.remove(key);
      oldestFirst.remove(new Place(key.owner(), kept.number));
    }
  }
}
