package dev.tidemark.connectors.expression;

import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple: a list that prints in parentheses and equals no list. */
final class Tuple extends AbstractList<@Nullable Object> {
  private final @Nullable Object[] elements;

  Tuple(@Nullable Object... elements) {
    this.elements = elements;
  }

  static Tuple of(List<? extends @Nullable Object> elements) {
    return new Tuple(elements.toArray());
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }
}
