package dev.tidemark.connectors.cursor;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.CalendarDuration;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How a pass is cut into slices.
 *
 * @param step the length of one; without it the whole pass is one
 * @param granularity the finest time the provider knows: a slice ends so much before the next
 *     starts
 */
record Steps(Optional<Interpolation> step, Optional<CalendarDuration> granularity) {

  static Steps load(Component component) {
    Optional<Interpolation> step = duration(component, "step");
    Optional<CalendarDuration> granularity =
        duration(component, "cursor_granularity")
            .flatMap(Interpolation::literal)
            .flatMap(Steps::parse);
    boolean hasStep = component.value("step") != null;
    if (hasStep != (component.value("cursor_granularity") != null)) {
      component.refuse(
          hasStep ? "cursor_granularity" : "step",
          "is required: step and cursor_granularity go together");
    }
    return new Steps(step, granularity);
  }

  /** Reads a field that holds an ISO 8601 duration, or an expression that comes out as one. */
  static Optional<Interpolation> duration(Component component, String field) {
    Optional<Interpolation> text = component.template(field);
    Optional<String> literal = text.flatMap(Interpolation::literal);
    if (literal.isPresent() && parse(literal.get()).isEmpty()) {
      component.refuse(field, "must be an ISO 8601 duration such as P1M or PT1H");
      return Optional.empty();
    }
    return text;
  }

  private static Optional<CalendarDuration> parse(String text) {
    try {
      return Optional.of(CalendarDuration.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<Slice> slice(OffsetDateTime from, OffsetDateTime until, Scope scope) {
    if (!from.isBefore(until)) {
      return Optional.empty();
    }
    String length = step.map(text -> text.text(scope)).orElse("");
    OffsetDateTime end = length.isEmpty() ? until : CalendarDuration.parse(length).addTo(from);
    if (!end.isAfter(from)) {
      throw new DateTimeException("a step must be longer than nothing");
    }
    boolean last = !end.isBefore(until);
    return Optional.of(new Slice(from, last ? until : end, last));
  }

  OffsetDateTime before(OffsetDateTime end) {
    return granularity.map(least -> least.subtractFrom(end)).orElse(end);
  }
}
