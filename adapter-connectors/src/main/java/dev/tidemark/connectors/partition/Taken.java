package dev.tidemark.connectors.partition;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The partitions of one page of a parent that have been taken up. When the page is asked for again
 * it may come in another order, so each is known by its key and not by its place.
 */
public final class Taken {
  private static final int KEY_LENGTH = 12;

  /** More than any provider puts on a page; a checkpoint would get too long. */
  private static final int MOST_WRITTEN = 10_000;

  private final Set<String> keys = new LinkedHashSet<>();

  /** None so far. */
  public Taken() {}

  /** Those that {@link #toText} wrote. */
  public Taken(String text) {
    for (int i = 0; i + KEY_LENGTH <= text.length(); i += KEY_LENGTH) {
      keys.add(text.substring(i, i + KEY_LENGTH));
    }
  }

  /** Takes a partition up; false when it has been already. */
  public boolean add(Partition partition) {
    return keys.add(partition.key());
  }

  /** Forgets them all, for another page. */
  public void clear() {
    keys.clear();
  }

  /**
   * As text, for a checkpoint. Beyond 10 000 it is empty: then the whole page is read again, rather
   * than a part of it missed.
   */
  public String toText() {
    return keys.size() > MOST_WRITTEN ? "" : String.join("", keys);
  }
}
