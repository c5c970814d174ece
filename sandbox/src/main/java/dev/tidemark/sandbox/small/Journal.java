package dev.tidemark.sandbox.small;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened to the records of an account, oldest first; nothing is ever forgotten. */
public final class Journal {

  /** How a record fared. */
  public enum What {
    ADDED,
    CHANGED,
    REMOVED
  }

  /**
   * One thing that happened.
   *
   * @param number counted without a gap
   * @param before the record's state until then; empty for a new one
   * @param after its state from then on; for a removed record its remains, if there are any
   */
  public record Entry(
      long number,
      Instant at,
      String collection,
      What what,
      String id,
      Optional<Row> before,
      Optional<Row> after) {

    /** The newest state that is known: the one after, or else the one before. */
    public Row row() {
      return after.or(() -> before).orElseThrow();
    }
  }

  /** Where numbers begin, so that even that of an empty account is no small one. */
  private static final long START = 1000;

  private final List<Entry> entries = new ArrayList<>();

  /** The number of the newest entry, or the one before the first. */
  public long last() {
    return START + entries.size();
  }

  /** The entries after a number, up to and with another. */
  public List<Entry> between(long after, long until) {
    int from = Math.clamp(after - START, 0, entries.size());
    int to = Math.clamp(until - START, from, entries.size());
    return List.copyOf(entries.subList(from, to));
  }

  void added(Instant at, String collection, Row row) {
    enter(at, collection, What.ADDED, row.id(), Optional.empty(), Optional.of(row));
  }

  void changed(Instant at, String collection, Row before, Row after) {
    enter(at, collection, What.CHANGED, after.id(), Optional.of(before), Optional.of(after));
  }

  void removed(Instant at, String collection, Row before, Optional<Row> remains) {
    enter(at, collection, What.REMOVED, before.id(), Optional.of(before), remains);
  }

  private void enter(
      Instant at,
      String collection,
      What what,
      String id,
      Optional<Row> before,
      Optional<Row> after) {
    entries.add(new Entry(last() + 1, at, collection, what, id, before, after));
  }
}
