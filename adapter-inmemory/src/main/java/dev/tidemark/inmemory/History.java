package dev.tidemark.inmemory;

import dev.tidemark.domain.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last runs of one sync.
 *
 * @param newest the only one that can still change
 * @param older newest first
 */
record History(Run newest, List<Run> older) {
  private static final int MOST = 100;

  static History of(Run first) {
    return new History(first, List.of());
  }

  History with(Run next) {
    List<Run> runs = new ArrayList<>(Math.min(older.size() + 1, MOST - 1));
    runs.add(newest);
    runs.addAll(older.subList(0, Math.min(older.size(), MOST - 2)));
    return new History(next, List.copyOf(runs));
  }

  History withNewest(Run changed) {
    return new History(changed, older);
  }

  List<Run> newest(int limit) {
    return Stream.concat(Stream.of(newest), older.stream()).limit(limit).toList();
  }
}
