package dev.tidemark.sandbox.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The objects of one kind in the order in which they were created. Each has a place, a number that
 * never changes and is never given again, so that a reader's cursor stays good while objects come
 * and go. Every key field is indexed. Not safe for threads: {@link Simulation} guards it.
 */
public final class Table<T extends Item> {
  private record Key(String field, String value) {}

  private final NavigableMap<Integer, T> live = new TreeMap<>();
  private final Map<Key, NavigableMap<Integer, T>> byKey = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private long[] createdAt = new long[64];
  private int end;

  /** Adds a new object; it may not be older than the newest one. */
  public void add(T item) {
    if (places.containsKey(item.id())) {
      throw new IllegalArgumentException("id " + item.id() + " was already used");
    }
    if (end > 0 && item.createdAt() < createdAt[end - 1]) {
      throw new IllegalArgumentException(item.id() + " is older than the object before it");
    }
    if (end == createdAt.length) {
      createdAt = Arrays.copyOf(createdAt, end * 2);
    }
    createdAt[end] = item.createdAt();
    places.put(item.id(), end);
    put(end, item);
    end++;
  }

  /** Puts another state of a living object in its place. */
  public void replace(T item) {
    int place = places.getOrDefault(item.id(), -1);
    if (drop(place).isEmpty()) {
      throw new IllegalArgumentException("no object " + item.id());
    }
    put(place, item);
  }

  /** Brings back a removed object, in whatever state, to the place that it had. */
  public void restore(T item) {
    if (!wasRemoved(item.id())) {
      throw new IllegalArgumentException(item.id() + " was not removed");
    }
    put(places.getOrDefault(item.id(), -1), item);
  }

  /** Takes an object out; its id and place stay known. */
  public Optional<T> remove(String id) {
    return drop(places.getOrDefault(id, -1));
  }

  /** Forgets, as if they had never been, all objects created before this time in milliseconds. */
  public void forgetBefore(long time) {
    while (!live.isEmpty() && live.firstEntry().getValue().createdAt() < time) {
      Map.Entry<Integer, T> oldest = live.firstEntry();
      drop(oldest.getKey());
      places.remove(oldest.getValue().id());
    }
  }

  public Optional<T> find(String id) {
    Integer place = places.get(id);
    return place == null ? Optional.empty() : Optional.ofNullable(live.get(place));
  }

  /** True for an object that was removed. */
  public boolean wasRemoved(String id) {
    Integer place = places.get(id);
    return place != null && !live.containsKey(place);
  }

  /** The place of an object, living or removed; empty for one that never was. */
  public OptionalInt place(String id) {
    Integer place = places.get(id);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The first place of an object created at or after this time in milliseconds. */
  public int firstPlaceAt(long time) {
    int low = 0;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (createdAt[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public int size() {
    return live.size();
  }

  /** All living objects, oldest first. */
  public Collection<T> all() {
    return live.values();
  }

  /** The living objects whose key field has this value, oldest first. */
  public Collection<T> all(String field, String value) {
    return bucket(field, value).values();
  }

  /** Any living object; empty if there is none. */
  public Optional<T> any(Dice dice) {
    return any(live, dice);
  }

  /** Any living object whose key field has this value; empty if there is none. */
  public Optional<T> any(Dice dice, String field, String value) {
    return any(bucket(field, value), dice);
  }

  /** The selected objects, in the selection's direction. */
  public List<T> select(Selection selection) {
    return select(selection, item -> true);
  }

  /** The selected objects that also pass a test of the caller's. */
  public List<T> select(Selection selection, Predicate<? super T> test) {
    if (selection.from() >= selection.until()) {
      return List.of();
    }
    List<Map.Entry<Integer, T>> found = new ArrayList<>();
    List<NavigableMap<Integer, T>> sources = sources(selection);
    for (NavigableMap<Integer, T> source : sources) {
      long wanted = (long) found.size() + selection.limit();
      for (Map.Entry<Integer, T> entry : range(source, selection).entrySet()) {
        if (selection.accepts(entry.getValue()) && test.test(entry.getValue())) {
          found.add(entry);
          if (found.size() == wanted) {
            break;
          }
        }
      }
    }
    if (sources.size() > 1) {
      found.sort(
          selection.newestFirst()
              ? Map.Entry.<Integer, T>comparingByKey().reversed()
              : Map.Entry.comparingByKey());
    }
    return found.stream().limit(selection.limit()).map(Map.Entry::getValue).toList();
  }

  /** How many objects match all conditions of a selection, whatever its range and limit. */
  public int count(Selection selection) {
    List<NavigableMap<Integer, T>> sources = sources(selection);
    if (selection.where().size() < 2) {
      return sources.stream().mapToInt(Map::size).sum();
    }
    return count(selection, item -> true);
  }

  /** How many of them also pass a test; this looks at each. */
  public int count(Selection selection, Predicate<? super T> test) {
    return (int)
        sources(selection).stream()
            .flatMap(source -> source.values().stream())
            .filter(item -> selection.accepts(item) && test.test(item))
            .count();
  }

  /** The smallest indexed sets that together hold every match. */
  private List<NavigableMap<Integer, T>> sources(Selection selection) {
    List<NavigableMap<Integer, T>> best = List.of(live);
    int bestSize = live.size();
    for (Selection.AnyOf condition : selection.where()) {
      List<NavigableMap<Integer, T>> buckets =
          condition.values().stream().map(value -> bucket(condition.field(), value)).toList();
      int size = buckets.stream().mapToInt(Map::size).sum();
      if (size <= bestSize) {
        best = buckets;
        bestSize = size;
      }
    }
    return best;
  }

  private NavigableMap<Integer, T> bucket(String field, String value) {
    NavigableMap<Integer, T> bucket = byKey.get(new Key(field, value));
    return bucket == null ? new TreeMap<>() : bucket;
  }

  private static <T> NavigableMap<Integer, T> range(
      NavigableMap<Integer, T> source, Selection selection) {
    NavigableMap<Integer, T> range =
        source.subMap(selection.from(), true, selection.until(), false);
    return selection.newestFirst() ? range.descendingMap() : range;
  }

  private static <T> Optional<T> any(NavigableMap<Integer, T> source, Dice dice) {
    if (source.isEmpty()) {
      return Optional.empty();
    }
    int place = dice.between(source.firstKey(), source.lastKey());
    return Optional.of(source.ceilingEntry(place).getValue());
  }

  private void put(int place, T item) {
    live.put(place, item);
    item.keys()
        .forEach((field, value) ->
            byKey.computeIfAbsent(new Key(field, value), key -> new TreeMap<>()).put(place, item));
  }

  private Optional<T> drop(int place) {
    T item = live.remove(place);
    if (item == null) {
      return Optional.empty();
    }
    item.keys()
        .forEach((field, value) ->
            byKey.computeIfPresent(
                new Key(field, value),
                (key, bucket) -> {
                  bucket.remove(place);
                  return bucket.isEmpty() ? null : bucket;
                }));
    return Optional.of(item);
  }
}
