package dev.tidemark.application.run;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of kept events: right after one of them, or before all. Written {@code
 * 1764000000-812-40}, which fits wherever an id of an event is wanted.
 *
 * @param log names the log; its places mean nothing in another one
 * @param commit comes first in the order, from 0
 * @param number orders what has the same {@code commit}, from 0
 */
public record EventCursor(long log, long commit, long number) implements Comparable<EventCursor> {
  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,18})");

  private static final Comparator<EventCursor> ORDER =
      Comparator.comparingLong(EventCursor::log)
          .thenComparingLong(EventCursor::commit)
          .thenComparingLong(EventCursor::number);

  /** Refuses negative numbers. */
  public EventCursor {
    if (log < 0 || commit < 0 || number < 0) {
      throw new IllegalArgumentException(
          "a cursor has no negative numbers, but it was %d, %d, %d".formatted(log, commit, number));
    }
  }

  /**
   * The cursor that is written so.
   *
   * @throws IllegalArgumentException if none is
   */
  public static EventCursor parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "a cursor is three numbers with hyphens between them, but it was " + text);
    }
    return new EventCursor(
        Long.parseLong(written.group(1)),
        Long.parseLong(written.group(2)),
        Long.parseLong(written.group(3)));
  }

  /** The order of events, within one log. */
  @Override
  public int compareTo(EventCursor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return log + "-" + commit + "-" + number;
  }
}
