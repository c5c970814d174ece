package dev.tidemark.connectors.cursor;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.DatetimeFormat;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A moment that a manifest names, kept between two others if it names them too. */
record Bound(
    Interpolation moment,
    DatetimeFormat format,
    Optional<Interpolation> earliest,
    Optional<Interpolation> latest) {

  /** Reads a field that holds a string or a {@code MinMaxDatetime}; empty when absent or wrong. */
  static Optional<Bound> load(Component cursor, String field, DatetimeFormat inherited) {
    Object value = cursor.value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String) {
      return cursor
          .template(field)
          .map(moment -> new Bound(moment, inherited, Optional.empty(), Optional.empty()));
    }
    return cursor.child(field, "MinMaxDatetime").flatMap(part -> load(part, inherited));
  }

  private static Optional<Bound> load(Component component, DatetimeFormat inherited) {
    DatetimeFormat format = Formats.load(component, "datetime_format").orElse(inherited);
    Optional<Interpolation> earliest = component.template("min_datetime");
    Optional<Interpolation> latest = component.template("max_datetime");
    Optional<Bound> bound =
        component
            .requiredTemplate("datetime")
            .map(moment -> new Bound(moment, format, earliest, latest));
    component.done();
    return bound;
  }

  /**
   * The moment.
   *
   * @throws DateTimeException when a part is no moment of the format
   */
  OffsetDateTime at(Scope scope) {
    OffsetDateTime at = format.parse(moment.text(scope));
    Optional<OffsetDateTime> floor = part(earliest, scope);
    if (floor.isPresent() && floor.get().isAfter(at)) {
      at = floor.get();
    }
    Optional<OffsetDateTime> ceiling = part(latest, scope);
    return ceiling.isPresent() && ceiling.get().isBefore(at) ? ceiling.get() : at;
  }

  private Optional<OffsetDateTime> part(Optional<Interpolation> limit, Scope scope) {
    return limit.map(text -> text.text(scope)).filter(text -> !text.isEmpty()).map(format::parse);
  }
}
