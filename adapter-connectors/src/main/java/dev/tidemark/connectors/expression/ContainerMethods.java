package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods of mappings, and of lists and tuples; none of them changes anything. */
final class ContainerMethods {
  private ContainerMethods() {}

  static List<Operation> ofMappings() {
    return List.of(
        Operation.of("get", Signature.of("key", "default?"), ContainerMethods::get),
        view("keys", DictView.Part.KEYS),
        view("values", DictView.Part.VALUES),
        view("items", DictView.Part.ITEMS),
        Operation.of("copy", Signature.NONE, (mapping, arguments) -> mapping));
  }

  static List<Operation> ofSequences() {
    return List.of(
        Operation.of(
            "index",
            Signature.of("value", "start?", "end?"),
            (list, arguments) -> index(list, arguments)),
        Operation.of(
            "count",
            Signature.of("value"),
            (list, arguments) ->
                arguments.scope().walk(list).stream()
                    .filter(
                        element -> Equality.equal(arguments.scope(), element, arguments.value(0)))
                    .count()));
  }

  private static @Nullable Object get(@Nullable Object mapping, Arguments arguments) {
    Object found = Mappings.find(Objects.requireNonNull(mapping), arguments.value(0));
    return found == Marker.ABSENT ? arguments.valueOr(1, null) : found;
  }

  private static Operation view(String name, DictView.Part part) {
    return Operation.of(
        name,
        Signature.NONE,
        (mapping, arguments) -> new DictView(part, Objects.requireNonNull(mapping)));
  }

  private static long index(@Nullable Object list, Arguments arguments) {
    List<@Nullable Object> elements = arguments.scope().walk(list);
    int start = bound(arguments, 1, 0, elements.size());
    int end = bound(arguments, 2, elements.size(), elements.size());
    for (int i = start; i < end; i++) {
      if (Equality.equal(arguments.scope(), elements.get(i), arguments.value(0))) {
        return i;
      }
    }
    throw Fault.value("the value is not in the list");
  }

  private static int bound(Arguments arguments, int index, int other, int size) {
    int bound = arguments.integerOr(index, other);
    return Math.max(0, Math.min(bound < 0 ? bound + size : bound, size));
  }
}
