package dev.tidemark.inmemory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When what may be forgotten; to be used in transactions. */
final class Expiry<K extends Comparable<K>> {
  /** Forgetting never takes long: what is left is for the next time. */
  private static final int AT_ONCE = 100;

  private record Entry<K>(Instant at, K key) {}

  private final OrderedTable<Entry<K>, Boolean> entries;

  Expiry(InMemoryTransactions transactions) {
    Comparator<Entry<K>> order = Comparator.comparing(Entry::at);
    this.entries = OrderedTable.by(order.thenComparing(Entry::key), transactions);
  }

  /** The key may be forgotten after that instant. */
  void add(Instant at, K key) {
    entries.put(new Entry<>(at, key), true);
  }

  /** Some of the keys that may be forgotten, which are not told again. */
  List<K> takeBefore(Instant instant) {
    List<Entry<K>> old =
        entries.after(null, AT_ONCE, (entry, present) -> entry).stream()
            .filter(entry -> entry.at().isBefore(instant))
            .toList();
    old.forEach(entries::remove);
    return old.stream().map(Entry::key).toList();
  }
}
