package dev.tidemark.connectors.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's &lt;, &lt;=, &gt;, &gt;= and {@code in}. */
final class Ordering {
  private static final int DEEPEST = 500;

  private Ordering() {}

  static boolean isLess(Scope scope, @Nullable Object left, @Nullable Object right) {
    return isOrdered(left, right) && compare(scope, left, right, 0) < 0;
  }

  static boolean isLessOrEqual(Scope scope, @Nullable Object left, @Nullable Object right) {
    return isOrdered(left, right) && compare(scope, left, right, 0) <= 0;
  }

  /** False for NaN, which stands before nothing and after nothing. */
  private static boolean isOrdered(@Nullable Object left, @Nullable Object right) {
    boolean nan =
        (left instanceof Double a && a.isNaN()) || (right instanceof Double b && b.isNaN());
    return !(nan && Values.isNumber(left) && Values.isNumber(right));
  }

  /** A comparator for sorting; a NaN counts as equal to everything. */
  static int compare(Scope scope, @Nullable Object left, @Nullable Object right) {
    return isOrdered(left, right) ? compare(scope, left, right, 0) : 0;
  }

  private static int compare(
      Scope scope, @Nullable Object left, @Nullable Object right, int depth) {
    Undefined.refuse(left);
    Undefined.refuse(right);
    if (left instanceof String a && right instanceof String b) {
      return CodePoints.compare(a, b);
    }
    if (left != null && right != null) {
      if (Values.isNumber(left) && Values.isNumber(right)) {
        return Numbers.compare(left, right);
      }
      if (Values.areSequencesAlike(left, right)) {
        return compareSequences(scope, Walk.sequence(left), Walk.sequence(right), depth + 1);
      }
      if (left instanceof OffsetDateTime a && right instanceof OffsetDateTime b) {
        return a.toInstant().compareTo(b.toInstant());
      }
      if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
        return a.compareTo(b);
      }
      if (left instanceof LocalDate a && right instanceof LocalDate b) {
        return a.compareTo(b);
      }
      if (left instanceof Duration a && right instanceof Duration b) {
        return a.compareTo(b);
      }
    }
    throw Fault.type(
        Kind.wordsFor(left) + " cannot be compared in size with " + Kind.wordsFor(right));
  }

  private static int compareSequences(
      Scope scope, List<@Nullable Object> left, List<@Nullable Object> right, int depth) {
    if (depth > DEEPEST) {
      throw Fault.limit("values are nested deeper than " + DEEPEST);
    }
    int end = Math.min(left.size(), right.size());
    scope.spend(end);
    for (int i = 0; i < end; i++) {
      if (!Equality.equal(scope, left.get(i), right.get(i))) {
        return compare(scope, left.get(i), right.get(i), depth);
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** Python's {@code element in container}. */
  static boolean contains(Scope scope, @Nullable Object container, @Nullable Object element) {
    if (container instanceof String text) {
      if (element instanceof String part) {
        scope.spend(text.length());
        return TextSearch.indexOf(text, part, 0) >= 0;
      }
      throw Fault.type("only a text can be in a text, not " + Kind.wordsFor(element));
    }
    if (container != null && Values.isMapping(container)) {
      return Mappings.hasKey(container, element);
    }
    if (container instanceof DictView view && view.part() == DictView.Part.KEYS) {
      return Mappings.hasKey(view.mapping(), element);
    }
    if (!Walk.isIterable(container)) {
      throw Fault.type("nothing can be in " + Kind.wordsFor(container));
    }
    for (Object other : scope.walk(container)) {
      if (Equality.equal(scope, other, element)) {
        return true;
      }
    }
    return false;
  }
}
