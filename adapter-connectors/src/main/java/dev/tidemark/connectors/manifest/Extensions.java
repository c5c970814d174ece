package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads values that several extensions have in common. */
final class Extensions {
  private Extensions() {}

  /** A list of names that leads to a field; told when absent. */
  static Optional<FieldPath> path(Component component, String field) {
    List<String> names = component.texts(field);
    if (names.isEmpty()) {
      component.refuse(field, "must be a list of names, and not empty");
      return Optional.empty();
    }
    return Optional.of(new FieldPath(names));
  }

  /**
   * A list of paths, at least one; told when absent or wrong.
   *
   * @param fits whether a path of names and numbers is possible
   * @param rule says the same in words
   */
  static Optional<List<FieldPath>> paths(
      Component component, String field, Predicate<List<?>> fits, String rule) {
    List<FieldPath> paths = new ArrayList<>();
    List<@Nullable Object> written = component.list(field);
    for (Object path : written) {
      if (path instanceof List<?> names
          && !names.isEmpty()
          && names.stream().allMatch(Extensions::isName)
          && fits.test(names)) {
        paths.add(new FieldPath(names.stream().map(Object::toString).toList()));
      }
    }
    if (paths.isEmpty() || paths.size() < written.size()) {
      component.refuse(field, "must be a list of lists of names, none of them empty; " + rule);
      return Optional.empty();
    }
    return Optional.of(paths);
  }

  private static boolean isName(@Nullable Object name) {
    return name instanceof Integer || (name instanceof String text && !text.isEmpty());
  }

  /** The listing in a field {@code retriever}, which is read as one. */
  static Optional<Retriever> undividedRetriever(Component component) {
    Optional<Component> retriever = component.requiredChild("retriever", "SimpleRetriever");
    retriever.ifPresent(
        part -> part.lacks("partition_router", "has no place here: it is read as one"));
    return retriever.flatMap(Retriever::load);
  }

  /** A list of HTTP statuses; empty when absent. */
  static Set<Integer> statuses(Component component, String field) {
    Set<Integer> statuses = new HashSet<>();
    for (Object status : component.list(field)) {
      if (status instanceof Integer number && number >= 400 && number <= 599) {
        statuses.add(number);
      } else {
        component.refuse(field, "must be a list of HTTP statuses from 400 to 599");
      }
    }
    return statuses;
  }
}
