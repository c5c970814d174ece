package dev.tidemark.connectors.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every macro, filter, test and method of the language, by name. */
final class Vocabulary {
  static final Map<String, Operation> MACROS = byName(Macros.all());
  static final Map<String, Operation> TESTS = byName(Tests.all());
  static final Map<String, Operation> FILTERS =
      byName(
          Stream.of(
                  NumberFilters.all(),
                  TextFilters.all(),
                  SequenceFilters.all(),
                  EncodingFilters.all())
              .flatMap(Collection::stream)
              .toList());

  /** The filters that apply a filter or a test to each element. */
  static final Set<String> TRAVERSALS =
      Set.of("map", "select", "reject", "selectattr", "rejectattr");

  static final Map<Kind, Map<String, Operation>> METHODS = methods();

  private Vocabulary() {}

  private static Map<String, Operation> byName(List<Operation> operations) {
    Map<String, Operation> byName = new TreeMap<>();
    operations.forEach(operation -> byName.put(operation.name(), operation));
    return Collections.unmodifiableMap(byName);
  }

  private static Map<Kind, Map<String, Operation>> methods() {
    Map<Kind, Map<String, Operation>> methods = new EnumMap<>(Kind.class);
    methods.put(Kind.TEXT, byName(TextMethods.all()));
    methods.put(Kind.MAPPING, byName(ContainerMethods.ofMappings()));
    methods.put(Kind.LIST, byName(ContainerMethods.ofSequences()));
    methods.put(Kind.TUPLE, byName(ContainerMethods.ofSequences()));
    methods.put(Kind.DATETIME, byName(DatetimeMethods.ofDatetimes()));
    methods.put(Kind.DATE, byName(DatetimeMethods.ofDates()));
    methods.put(Kind.TIME_SPAN, byName(DatetimeMethods.ofSpans()));
    methods.put(Kind.CALENDAR_SPAN, byName(DatetimeMethods.ofSpans()));
    return Collections.unmodifiableMap(methods);
  }

  /** The methods of that name, by the kind of value that has them. */
  static Map<Kind, Operation> methodsNamed(String name) {
    Map<Kind, Operation> found = new EnumMap<>(Kind.class);
    METHODS.forEach((kind, methods) -> {
      Operation method = methods.get(name);
      if (method != null) {
        found.put(kind, method);
      }
    });
    return found;
  }

  static Set<String> methodNames() {
    return METHODS.values().stream()
        .flatMap(methods -> methods.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> filterNames() {
    Set<String> names = new TreeSet<>(FILTERS.keySet());
    names.addAll(TRAVERSALS);
    return names;
  }

  /** The names as messages list them. */
  static String oneOf(Collection<String> names) {
    return names.isEmpty() ? "no name at all" : "one of " + String.join(", ", names);
  }
}
