package dev.tidemark.inmemory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable values by key. What a transaction writes stays its own until all tables commit it at
 * once. Others read without waiting: they find what is committed, also while somebody commits.
 */
class Table<K, V> {
  /** Follows what is committed; called in the order of commits, by one thread at a time. */
  interface Follower<K, V> {
    /** The value changed; null stands for absent. */
    void committed(K key, @Nullable V before, @Nullable V after);
  }

  final InMemoryTransactions transactions;
  private final ConcurrentMap<K, Cell<V>> cells;
  private final Follower<K, V> follower;

  /** What the transaction under way has written; only its thread comes here. */
  private Map<K, Cell<V>> written = Map.of();

  Table(
      InMemoryTransactions transactions, ConcurrentMap<K, Cell<V>> cells, Follower<K, V> follower) {
    this.transactions = transactions;
    this.cells = cells;
    this.follower = follower;
  }

  Table(InMemoryTransactions transactions, Follower<K, V> follower) {
    this(transactions, new ConcurrentHashMap<>(), follower);
  }

  Table(InMemoryTransactions transactions) {
    this(transactions, (key, before, after) -> {});
  }

  /** The value; null if it is absent. */
  final @Nullable V get(K key) {
    if (transactions.mine()) {
      Cell<V> own = written.get(key);
      Cell<V> cell = own == null ? cells.get(key) : own;
      return cell == null ? null : cell.value;
    }
    while (true) {
      long committed = transactions.committed();
      Cell<V> cell = cells.get(key);
      if (cell == null) {
        return null;
      }
      if (cell.version <= committed) {
        return cell.value;
      }
      Cell<V> previous = cell.previous;
      if (previous != null) {
        return previous.value;
      }
      if (transactions.committed() == committed) {
        return null;
      }
    }
  }

  /** All values, in no order; to be called in a transaction. */
  final void forEach(BiConsumer<K, V> visitor) {
    cells.forEach((key, cell) -> {
      if (!written.containsKey(key)) {
        visit(key, cell, visitor);
      }
    });
    written.forEach((key, cell) -> visit(key, cell, visitor));
  }

  private void visit(K key, Cell<V> cell, BiConsumer<K, V> visitor) {
    if (cell.value != null) {
      visitor.accept(key, cell.value);
    }
  }

  /** Writes a value; to be called in a transaction. */
  final void put(K key, V value) {
    write(key, value);
  }

  /** Removes the value if there is one; to be called in a transaction. */
  final void remove(K key) {
    write(key, null);
  }

  private void write(K key, @Nullable V value) {
    if (written.isEmpty()) {
      written = emptyMap();
      transactions.wrote(this);
    }
    written.put(key, new Cell<>(value, transactions.next()));
  }

  /** A map for what a transaction writes. */
  Map<K, Cell<V>> emptyMap() {
    return new HashMap<>();
  }

  /** What the transaction under way has written. */
  final Map<K, Cell<V>> written() {
    return written;
  }

  /** Puts what was written in place, where nobody takes it for committed yet. */
  final void stage() {
    written.forEach((key, cell) -> {
      cell.previous = cells.get(key);
      cells.put(key, cell);
    });
  }

  /** Forgets what was replaced, once the new version is committed. */
  final void settle() {
    Map<K, Cell<V>> settled = written;
    written = Map.of();
    settled.forEach((key, cell) -> {
      Cell<V> replaced = cell.previous;
      cell.previous = null;
      if (cell.value == null) {
        cells.remove(key, cell);
      }
      follower.committed(key, replaced == null ? null : replaced.value, cell.value);
    });
  }

  /** Forgets what was written. */
  final void discard() {
    written = Map.of();
  }
}
