package dev.tidemark.sandbox;

import dev.tidemark.sandbox.exchange.Call;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests that a provider got, whatever it answered. Safe for threads. */
public final class RequestLog {
  /** So many are kept; those before them are forgotten. */
  public static final int MOST = 10_000;

  /**
   * One request.
   *
   * @param at when it came, by the sandbox's clock
   * @param path below the provider's prefix
   * @param query its parameters with all their values, in the order in which they came
   */
  public record Entry(Instant at, String method, String path, Map<String, List<String>> query) {
    public Entry {
      query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    static Entry of(Call call, Instant at) {
      Map<String, List<String>> query = new LinkedHashMap<>();
      call.query().names().forEach(name -> query.put(name, call.query().all(name)));
      return new Entry(at, call.method(), call.path(), query);
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void add(Entry entry) {
    if (entries.size() == MOST) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** What is kept, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Forgets everything so far; the counts by route stay. */
  public synchronized void clear() {
    entries.clear();
  }
}
