package dev.tidemark.connectors.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's == and hash(). */
final class Equality {
  private static final int DEEPEST = 500;
  private static final int LARGEST_KEY = 10_000;

  private Equality() {}

  static boolean equal(Scope scope, @Nullable Object left, @Nullable Object right) {
    return equal(scope, left, right, 0);
  }

  private static boolean equal(
      Scope scope, @Nullable Object left, @Nullable Object right, int depth) {
    if (left instanceof String || right instanceof String || left == null || right == null) {
      return Objects.equals(left, right);
    }
    if (Values.isNumber(left) || Values.isNumber(right)) {
      return Values.isNumber(left)
          && Values.isNumber(right)
          && !Numbers.isNan(left)
          && !Numbers.isNan(right)
          && Numbers.compare(left, right) == 0;
    }
    if (Values.areSequencesAlike(left, right)) {
      return equalSequences(scope, Walk.sequence(left), Walk.sequence(right), deeper(depth));
    }
    if (Values.isMapping(left) && Values.isMapping(right)) {
      return equalMappings(scope, left, right, deeper(depth));
    }
    if (left instanceof OffsetDateTime a && right instanceof OffsetDateTime b) {
      return a.isEqual(b);
    }
    if (left instanceof CalendarDuration || right instanceof CalendarDuration) {
      return equalSpans(left, right);
    }
    if (left instanceof DictView a && right instanceof DictView b) {
      return equalViews(scope, a, b, deeper(depth));
    }
    if (left instanceof Undefined) {
      return right instanceof Undefined;
    }
    return !Values.isSequence(left) && left.equals(right);
  }

  private static int deeper(int depth) {
    if (depth >= DEEPEST) {
      throw Fault.limit("values are nested deeper than " + DEEPEST);
    }
    return depth + 1;
  }

  private static boolean equalSequences(
      Scope scope, List<@Nullable Object> left, List<@Nullable Object> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    scope.spend(left.size());
    for (int i = 0; i < left.size(); i++) {
      if (!equal(scope, left.get(i), right.get(i), depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMappings(Scope scope, Object left, Object right, int depth) {
    if (Mappings.size(left) != Mappings.size(right)) {
      return false;
    }
    scope.spend(Mappings.size(left));
    for (Object item : new DictView(DictView.Part.ITEMS, left).elements()) {
      Tuple entry = (Tuple) Objects.requireNonNull(item);
      Object other = Mappings.find(right, entry.get(0));
      if (other == Marker.ABSENT || !equal(scope, entry.get(1), other, depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalViews(Scope scope, DictView left, DictView right, int depth) {
    if (left.part() == DictView.Part.VALUES || right.part() == DictView.Part.VALUES) {
      return false;
    }
    if (Walk.size(left) != Walk.size(right) || left.part() != right.part()) {
      return false;
    }
    return left.part() == DictView.Part.ITEMS
        ? equalMappings(scope, left.mapping(), right.mapping(), depth)
        : left.elements().stream().allMatch(key -> Mappings.hasKey(right.mapping(), key));
  }

  private static boolean equalSpans(Object left, Object right) {
    if (left instanceof CalendarDuration a && right instanceof CalendarDuration b) {
      return a.totalMonths().compareTo(b.totalMonths()) == 0 && a.time().equals(b.time());
    }
    return left instanceof CalendarDuration span
        ? equalsTime(span, right)
        : equalsTime((CalendarDuration) right, left);
  }

  private static boolean equalsTime(CalendarDuration span, Object other) {
    return span.totalMonths().signum() == 0 && span.time().equals(other);
  }

  /**
   * Something with Java's equals that is equal for equal values; a fault for lists and mappings.
   */
  static @Nullable Object hashable(@Nullable Object value) {
    return hashable(value, new int[1]);
  }

  private static @Nullable Object hashable(@Nullable Object value, int[] seen) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case OffsetDateTime moment -> moment.toInstant();
      case LocalDateTime moment -> moment;
      case LocalDate date -> date;
      case Duration span -> span;
      case CalendarDuration span -> List.of(span.totalMonths().stripTrailingZeros(), span.time());
      case Undefined undefined -> Undefined.class;
      case Tuple tuple -> hashableTuple(tuple, seen);
      default -> {
        if (!Values.isNumber(value)) {
          throw Fault.type(Kind.wordsFor(value) + " cannot be the key of a mapping");
        }
        List<Object> forms = Numbers.equalForms(value);
        yield forms.isEmpty() || value instanceof Long ? value : forms.getFirst();
      }
    };
  }

  private static Tuple hashableTuple(Tuple tuple, int[] seen) {
    @Nullable Object[] elements = new @Nullable Object[tuple.size()];
    for (int i = 0; i < elements.length; i++) {
      if (++seen[0] > LARGEST_KEY) {
        throw Fault.limit("a tuple of more than " + LARGEST_KEY + " elements is used as a key");
      }
      elements[i] = hashable(tuple.get(i), seen);
    }
    return new Tuple(elements);
  }
}
