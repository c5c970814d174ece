package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of what can be walked, and {@code default}. */
final class SequenceFilters {
  private static final Undefined NO_ELEMENT = Undefined.of("an element of something empty");

  private SequenceFilters() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (String name : List.of("default", "d")) {
      all.add(
          Operation.of(name, Signature.of("default_value?", "boolean?"), SequenceFilters::orElse));
    }
    for (String name : List.of("length", "count")) {
      all.add(Operation.of(name, Signature.NONE, (value, arguments) -> (long) Walk.size(value)));
    }
    all.add(Operation.of("first", Signature.NONE, SequenceFilters::first));
    all.add(Operation.of("last", Signature.NONE, SequenceFilters::last));
    all.add(
        Operation.of(
            "list",
            Signature.NONE,
            (value, arguments) -> new ArrayList<>(arguments.scope().walk(value))));
    all.add(Operation.of("items", Signature.NONE, SequenceFilters::items));
    all.add(Operation.of("join", Signature.of("d?", "attribute?"), SequenceFilters::join));
    all.add(Operation.of("reverse", Signature.NONE, SequenceFilters::reverse));
    all.add(
        Operation.of(
            "sort",
            Signature.of("reverse?", "case_sensitive?", "attribute?"),
            SequenceFilters::sort));
    all.add(
        Operation.of(
            "dictsort",
            Signature.of("case_sensitive?", "by?", "reverse?"),
            SequenceFilters::sortMapping));
    all.add(
        Operation.of(
            "unique", Signature.of("case_sensitive?", "attribute?"), SequenceFilters::unique));
    all.add(extreme("max", 1));
    all.add(extreme("min", -1));
    all.add(Operation.of("batch", Signature.of("linecount", "fill_with?"), SequenceFilters::batch));
    all.add(Operation.of("slice", Signature.of("slices", "fill_with?"), SequenceFilters::slice));
    return all;
  }

  private static @Nullable Object orElse(@Nullable Object value, Arguments arguments) {
    boolean replaced =
        value instanceof Undefined || (arguments.flagOr(1, false) && !Values.isTrue(value));
    return replaced ? arguments.valueOr(0, "") : value;
  }

  private static @Nullable Object first(@Nullable Object value, Arguments arguments) {
    if (value instanceof String text && !text.isEmpty()) {
      return CodePoints.part(text, 0, 1);
    }
    List<@Nullable Object> elements = Walk.over(value);
    return elements.isEmpty() ? NO_ELEMENT : elements.getFirst();
  }

  private static @Nullable Object last(@Nullable Object value, Arguments arguments) {
    if (value instanceof Series) {
      throw Fault.type("a series has no last element; add | list");
    }
    List<@Nullable Object> elements = arguments.scope().walk(value);
    return elements.isEmpty() ? NO_ELEMENT : elements.getLast();
  }

  private static Series items(@Nullable Object value, Arguments arguments) {
    if (value instanceof Undefined) {
      return new Series(List.of());
    }
    if (value == null || !Values.isMapping(value)) {
      throw Fault.type("only a mapping has items, not " + Kind.wordsFor(value));
    }
    return new Series(arguments.scope().walk(new DictView(DictView.Part.ITEMS, value)));
  }

  private static String join(@Nullable Object value, Arguments arguments) {
    Scope scope = arguments.scope();
    List<Object> path = Access.path(arguments.valueOr(1, null));
    String separator = scope.print(arguments.valueOr(0, ""));
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object element : scope.walk(value)) {
      out.append(first ? "" : separator).append(PythonText.of(Access.follow(element, path, null)));
      scope.refuseLongText(out.length());
      first = false;
    }
    return scope.made(out.toString());
  }

  private static Object reverse(@Nullable Object value, Arguments arguments) {
    List<@Nullable Object> forwards = new ArrayList<>(arguments.scope().walk(value));
    List<@Nullable Object> elements = forwards.reversed();
    if (value instanceof String) {
      return String.join("", elements.stream().map(String::valueOf).toList());
    }
    return value instanceof Series ? elements : new Series(elements);
  }

  /**
   * What an element is sorted by: the elements at the ends of some paths, texts in small letters.
   */
  private static Tuple key(
      @Nullable Object element, List<List<Object>> paths, boolean caseSensitive) {
    return Tuple.of(
        paths.stream()
            .map(path -> withCase(Access.follow(element, path, null), caseSensitive))
            .toList());
  }

  private static @Nullable Object withCase(@Nullable Object value, boolean caseSensitive) {
    return !caseSensitive && value instanceof String text ? CharacterRules.lower(text) : value;
  }

  private record Keyed(@Nullable Object element, Tuple key) {}

  private static List<@Nullable Object> sorted(Scope scope, List<Keyed> keyed, boolean descending) {
    List<Keyed> sorted = new ArrayList<>(keyed);
    try {
      sorted.sort((a, b) ->
          descending
              ? Ordering.compare(scope, b.key, a.key)
              : Ordering.compare(scope, a.key, b.key));
    } catch (IllegalArgumentException e) {
      throw Fault.value("a list that contains nan has no order");
    }
    List<@Nullable Object> elements = new ArrayList<>(sorted.size());
    sorted.forEach(one -> elements.add(one.element));
    return elements;
  }

  private static List<@Nullable Object> sort(@Nullable Object value, Arguments arguments) {
    boolean caseSensitive = arguments.flagOr(1, false);
    Object attribute = arguments.valueOr(2, null);
    List<List<Object>> paths =
        attribute instanceof String text
            ? Arrays.stream(text.split(",", -1)).map(Access::path).toList()
            : List.of(Access.path(attribute));
    List<Keyed> keyed = new ArrayList<>();
    for (Object element : arguments.scope().walk(value)) {
      keyed.add(new Keyed(element, key(element, paths, caseSensitive)));
    }
    return sorted(arguments.scope(), keyed, arguments.flagOr(0, false));
  }

  private static List<@Nullable Object> sortMapping(@Nullable Object value, Arguments arguments) {
    Undefined.refuse(value);
    if (value == null || !Values.isMapping(value)) {
      throw Fault.type("dictsort wants a mapping, not " + Kind.wordsFor(value));
    }
    String by = arguments.textOr(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw Fault.value("dictsort sorts by 'key' or 'value'");
    }
    long part = by.equals("key") ? 0 : 1;
    List<Keyed> keyed = new ArrayList<>();
    for (Object item : arguments.scope().walk(new DictView(DictView.Part.ITEMS, value))) {
      keyed.add(new Keyed(item, key(item, List.of(List.of(part)), arguments.flagOr(0, false))));
    }
    return sorted(arguments.scope(), keyed, arguments.flagOr(2, false));
  }

  private static Series unique(@Nullable Object value, Arguments arguments) {
    boolean caseSensitive = arguments.flagOr(0, false);
    List<Object> path = Access.path(arguments.valueOr(1, null));
    Set<@Nullable Object> seen = new HashSet<>();
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : arguments.scope().walk(value)) {
      Object key = withCase(Access.follow(element, path, null), caseSensitive);
      if (seen.add(Equality.hashable(key))) {
        elements.add(element);
      }
    }
    return new Series(elements);
  }

  private static Operation extreme(String name, int sign) {
    return Operation.of(
        name,
        Signature.of("case_sensitive?", "attribute?"),
        (value, arguments) -> {
          Scope scope = arguments.scope();
          List<Object> path = Access.path(arguments.valueOr(1, null));
          boolean caseSensitive = arguments.flagOr(0, false);
          Object best = NO_ELEMENT;
          Object bestKey = null;
          boolean first = true;
          for (Object element : scope.walk(value)) {
            Object key = withCase(Access.follow(element, path, null), caseSensitive);
            if (first
                || (sign > 0
                    ? Ordering.isLess(scope, bestKey, key)
                    : Ordering.isLess(scope, key, bestKey))) {
              best = element;
              bestKey = key;
            }
            first = false;
          }
          return best;
        });
  }

  private static Series batch(@Nullable Object value, Arguments arguments) {
    int size = positive(arguments);
    List<@Nullable Object> lines = new ArrayList<>();
    List<@Nullable Object> line = new ArrayList<>();
    for (Object element : arguments.scope().walk(value)) {
      if (line.size() == size) {
        lines.add(line);
        line = new ArrayList<>();
      }
      line.add(element);
    }
    if (!line.isEmpty()) {
      arguments.scope().spend(size);
      while (arguments.hasSome(1) && line.size() < size) {
        line.add(arguments.value(1));
      }
      lines.add(line);
    }
    return new Series(lines);
  }

  private static Series slice(@Nullable Object value, Arguments arguments) {
    int slices = positive(arguments);
    List<@Nullable Object> elements = arguments.scope().walk(value);
    arguments.scope().spend(slices);
    int larger = elements.size() % slices;
    List<@Nullable Object> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < slices; i++) {
      int end = at + elements.size() / slices + (i < larger ? 1 : 0);
      List<@Nullable Object> part = new ArrayList<>(elements.subList(at, end));
      if (arguments.hasSome(1) && i >= larger) {
        part.add(arguments.value(1));
      }
      parts.add(part);
      at = end;
    }
    return new Series(parts);
  }

  private static int positive(Arguments arguments) {
    int number = arguments.integer(0);
    if (number < 1) {
      throw Fault.value("the number must be at least 1");
    }
    return number;
  }
}
