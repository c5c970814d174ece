package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.CalendarDuration;
import dev.tidemark.connectors.record.FieldPath;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** An ISO 8601 duration of days or smaller parts; told when absent. */
  static Optional<Duration> duration(Component component, String field) {
    Optional<String> text = component.requiredText(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      CalendarDuration duration = CalendarDuration.parse(text.get());
      if (duration.isTimeOnly() && duration.time().isPositive()) {
        return Optional.of(duration.time());
      }
    } catch (DateTimeException e) {
      // Told below, as for a duration in months.
    }
    component.refuse(field, "must be an ISO 8601 duration in days or smaller parts, such as P30D");
    return Optional.empty();
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
