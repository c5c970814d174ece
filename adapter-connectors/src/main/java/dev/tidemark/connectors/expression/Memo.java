package dev.tidemark.connectors.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was last made of two texts at one place of a template: compiled patterns, read
 * formats. Places are almost always given the same texts. Threads may race; each sees a whole pair.
 */
final class Memo {
  private record Made<T>(String from, T result) {}

  private volatile @Nullable Made<?> first;
  private volatile @Nullable Made<?> second;

  /** What the maker makes of the first text of this place. */
  <T> T first(String from, Function<String, T> maker) {
    Made<T> made = made(first, from, maker);
    first = made;
    return made.result;
  }

  /** What the maker makes of the second text of this place. */
  <T> T second(String from, Function<String, T> maker) {
    Made<T> made = made(second, from, maker);
    second = made;
    return made.result;
  }

  @SuppressWarnings("unchecked") // each place makes one type of thing of each of its texts
  private static <T> Made<T> made(@Nullable Made<?> last, String from, Function<String, T> maker) {
    return last != null && last.from.equals(from)
        ? (Made<T>) last
        : new Made<>(from, maker.apply(from));
  }
}
