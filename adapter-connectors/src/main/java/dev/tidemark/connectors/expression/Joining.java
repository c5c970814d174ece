package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins and repeats texts, lists and tuples, within the bounds of an evaluation. */
final class Joining {
  private Joining() {}

  /** The sum of two texts, two lists or two tuples; null when they are none. */
  static @Nullable Object add(Scope scope, Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      scope.refuseLongText((long) a.length() + b.length());
      return scope.made(a.concat(b));
    }
    if (!Values.areSequencesAlike(left, right)) {
      return null;
    }
    List<@Nullable Object> first = Walk.sequence(left);
    List<@Nullable Object> second = Walk.sequence(right);
    scope.spend((long) first.size() + second.size());
    List<@Nullable Object> sum = new ArrayList<>(first.size() + second.size());
    sum.addAll(first);
    sum.addAll(second);
    return left instanceof Tuple ? Tuple.of(sum) : sum;
  }

  /** A text, list or tuple repeated; a number below 1 gives an empty one. */
  static Object repeat(Scope scope, Object value, Object count) {
    int times = (int) Math.max(0, Math.min(clamp(count), Integer.MAX_VALUE));
    if (value instanceof String text) {
      scope.refuseLongText((long) text.length() * times);
      return scope.made(text.repeat(text.isEmpty() ? 0 : times));
    }
    List<@Nullable Object> elements = Walk.sequence(value);
    scope.spend((long) elements.size() * times);
    List<@Nullable Object> repeated = new ArrayList<>(elements.size() * times);
    for (int i = 0; i < (elements.isEmpty() ? 0 : times); i++) {
      repeated.addAll(elements);
    }
    return value instanceof Tuple ? Tuple.of(repeated) : repeated;
  }

  /** An integer as a long, at most as large as a long can be. */
  static long clamp(Object integer) {
    if (Integers.isSmall(integer)) {
      return Integers.small(integer);
    }
    return Integers.big(integer).signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
