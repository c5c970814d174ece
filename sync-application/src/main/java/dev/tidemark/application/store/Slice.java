package dev.tidemark.application.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next part starts: the key of the last item; empty if this is the last part
 */
public record Slice<T>(List<T> items, Optional<String> next) {
  /** Copies the list. */
  public Slice {
    items = List.copyOf(items);
  }

  /**
   * The first of these items.
   *
   * @param oneMore up to one item more than the slice has, which shows whether there is another
   * @param limit how many the slice has at most, from 1
   * @param key what an item goes by in {@code next}
   */
  public static <T> Slice<T> of(List<T> oneMore, int limit, Function<T, String> key) {
    if (oneMore.size() <= limit) {
      return new Slice<>(oneMore, Optional.empty());
    }
    List<T> items = oneMore.subList(0, limit);
    return new Slice<>(items, Optional.of(key.apply(items.get(limit - 1))));
  }
}
