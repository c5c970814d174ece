package dev.tidemark.inmemory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A table in the order of its keys. */
final class OrderedTable<K, V> extends Table<K, V> {
  /** A reader that met this many commits on its way makes the next one wait. */
  private static final int ATTEMPTS = 3;

  private final ConcurrentNavigableMap<K, Cell<V>> cells;
  private final Comparator<K> order;

  static <K, V> OrderedTable<K, V> by(Comparator<K> order, InMemoryTransactions transactions) {
    return by(order, transactions, (key, before, after) -> {});
  }

  /** With one who follows what is committed, each time in the order of keys. */
  static <K, V> OrderedTable<K, V> by(
      Comparator<K> order, InMemoryTransactions transactions, Follower<K, V> follower) {
    return new OrderedTable<>(transactions, new ConcurrentSkipListMap<>(order), order, follower);
  }

  private OrderedTable(
      InMemoryTransactions transactions,
      ConcurrentNavigableMap<K, Cell<V>> cells,
      Comparator<K> order,
      Follower<K, V> follower) {
    super(transactions, cells, follower);
    this.cells = cells;
    this.order = order;
  }

  @Override
  Map<K, Cell<V>> emptyMap() {
    return new TreeMap<>(order);
  }

  /** At most so many values after that key (null: from the first), as they are at one instant. */
  <R> List<R> after(@Nullable K key, int limit, BiFunction<K, V, R> form) {
    for (int i = 0; i < ATTEMPTS && !transactions.mine(); i++) {
      Optional<List<R>> found = committed(key, limit, form);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return transactions.perform(() -> mine(key, limit, form));
  }

  /** Empty if a commit came between. */
  private <R> Optional<List<R>> committed(@Nullable K key, int limit, BiFunction<K, V, R> form) {
    long committed = transactions.committed();
    List<R> found = new ArrayList<>();
    for (Map.Entry<K, Cell<V>> entry : tail(cells, key).entrySet()) {
      if (found.size() == limit) {
        break;
      }
      Cell<V> cell = entry.getValue();
      if (cell.version > committed) {
        cell = cell.previous;
      }
      if (cell == null ? transactions.committed() != committed : cell.version > committed) {
        return Optional.empty();
      }
      if (cell != null && cell.value != null) {
        found.add(form.apply(entry.getKey(), cell.value));
      }
    }
    return Optional.of(found);
  }

  private <R> List<R> mine(@Nullable K key, int limit, BiFunction<K, V, R> form) {
    TreeMap<K, Cell<V>> window = new TreeMap<>(order);
    tail(cells, key).entrySet().stream()
        .limit(limit)
        .forEach(entry -> window.put(entry.getKey(), entry.getValue()));
    // A plain map only if nothing is written.
    if (written() instanceof NavigableMap<K, Cell<V>> own) {
      tail(own, key).entrySet().stream()
          .limit(limit)
          .forEach(entry -> window.put(entry.getKey(), entry.getValue()));
    }
    List<R> found = new ArrayList<>();
    for (Map.Entry<K, Cell<V>> entry : window.entrySet()) {
      V value = entry.getValue().value;
      if (found.size() < limit && value != null) {
        found.add(form.apply(entry.getKey(), value));
      }
    }
    return found;
  }

  private static <K, C> NavigableMap<K, C> tail(NavigableMap<K, C> map, @Nullable K after) {
    return after == null ? map : map.tailMap(after, false);
  }
}
