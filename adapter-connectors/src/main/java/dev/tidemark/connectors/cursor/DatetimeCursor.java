package dev.tidemark.connectors.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.CalendarDuration;
import dev.tidemark.connectors.expression.DatetimeFormat;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.request.Composer.Insertion;
import dev.tidemark.connectors.request.RequestOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a listing by the time of its records.
 *
 * @param field the record's field that holds its time
 * @param formats how the field may be written, in the order in which they are tried; the last is
 *     how times are sent
 * @param lookBack how far an increment starts before the mark
 * @param newestFirst whether the listing is ordered so that a record older than the start ends it
 * @param filtered whether records older than the start are dropped here, as the provider sends
 *     them; so are those of a feed
 * @param shared whether one mark stands for all partitions of the listing
 */
public record DatetimeCursor(
    Interpolation field,
    List<DatetimeFormat> formats,
    Bound start,
    Optional<Bound> end,
    Steps steps,
    Optional<Interpolation> lookBack,
    Names names,
    Optional<RequestOption> startOption,
    Optional<RequestOption> endOption,
    boolean newestFirst,
    boolean filtered,
    boolean shared) {

  /** What expressions call the two ends of a slice. */
  record Names(Interpolation start, Interpolation end) {}

  /**
   * Reads a component of type {@code DatetimeBasedCursor}; empty when something is wrong with it.
   */
  public static Optional<DatetimeCursor> load(Component component) {
    Optional<DatetimeFormat> format =
        component.required("datetime_format", Formats.load(component, "datetime_format"));
    DatetimeFormat written = format.orElse(Formats.DEFAULT);
    List<DatetimeFormat> formats = new ArrayList<>();
    formats.addAll(Formats.loadAll(component, "cursor_datetime_formats"));
    formats.add(written);
    Optional<Bound> start =
        component.required("start_datetime", Bound.load(component, "start_datetime", written));
    Optional<Bound> end = Bound.load(component, "end_datetime", written);
    Steps steps = Steps.load(component);
    Optional<Interpolation> lookBack = Steps.duration(component, "lookback_window");
    Names names =
        new Names(
            component
                .template("partition_field_start")
                .orElseGet(() -> Interpolation.constant("start_time")),
            component
                .template("partition_field_end")
                .orElseGet(() -> Interpolation.constant("end_time")));
    Optional<RequestOption> startOption = option(component, "start_time_option");
    Optional<RequestOption> endOption = option(component, "end_time_option");
    boolean feed = component.flag("is_data_feed", false);
    boolean filtered = component.flag("is_client_side_incremental", false);
    component.lacks("clamping", "clamping is not supported");
    component.ignore("is_compare_strictly", "has no effect");
    boolean shared = component.flag("global_substream_cursor", false);
    component.ignore("allow_catalog_defined_cursor_field", "has no effect");
    Optional<Interpolation> field = component.requiredTemplate("cursor_field");
    component.done();
    return field.flatMap(name ->
        start.map(from ->
            new DatetimeCursor(
                name,
                formats,
                from,
                end,
                steps,
                lookBack,
                names,
                startOption,
                endOption,
                feed,
                filtered,
                shared)));
  }

  private static Optional<RequestOption> option(Component component, String field) {
    return component.child(field, "RequestOption").flatMap(RequestOption::load);
  }

  /**
   * Where a full pass starts.
   *
   * @throws DateTimeException when the manifest and settings name no moment
   */
  public OffsetDateTime beginning(Scope scope) {
    return start.at(scope).withOffsetSameInstant(ZoneOffset.UTC);
  }

  /**
   * Where an increment starts: at the mark less the look-back, but not before the beginning.
   *
   * @throws DateTimeException when the manifest and settings name no moment
   */
  public OffsetDateTime since(Instant mark, Scope scope) {
    OffsetDateTime from = mark.atOffset(ZoneOffset.UTC);
    String back = lookBack.map(text -> text.text(scope)).orElse("");
    if (!back.isEmpty()) {
      from = CalendarDuration.parse(back).subtractFrom(from);
    }
    OffsetDateTime beginning = beginning(scope);
    return from.isBefore(beginning) ? beginning : from;
  }

  /**
   * Where a pass ends.
   *
   * @throws DateTimeException when the manifest and settings name no moment
   */
  public OffsetDateTime until(Instant now, Scope scope) {
    return end.map(bound -> bound.at(scope).withOffsetSameInstant(ZoneOffset.UTC))
        .orElseGet(() -> now.atOffset(ZoneOffset.UTC));
  }

  /** Whether records beyond the stretch of time asked for are dropped here. */
  public boolean drops() {
    return filtered || newestFirst;
  }

  /** Whether the manifest says itself where a pass ends. */
  public boolean bounded() {
    return end.isPresent();
  }

  /** The slice that starts there; empty when the pass ends there or before. */
  public Optional<Slice> slice(OffsetDateTime from, OffsetDateTime until, Scope scope) {
    return steps.slice(from, until, scope);
  }

  /** The two ends of a slice as expressions see them, in the format that is sent. */
  public Map<String, Object> interval(Slice slice, Scope scope) {
    OffsetDateTime shownEnd = slice.last() ? slice.end() : steps.before(slice.end());
    return Map.of(
        names.start.text(scope), formats.getLast().format(slice.start()),
        names.end.text(scope), formats.getLast().format(shownEnd));
  }

  /** What a request for the slice carries beside the requester's own. */
  public List<Insertion> insertions(Map<String, Object> interval, Scope scope) {
    List<Insertion> insertions = new ArrayList<>();
    startOption.ifPresent(
        option -> insertions.add(insertion(option, interval, names.start, scope)));
    endOption.ifPresent(option -> insertions.add(insertion(option, interval, names.end, scope)));
    return insertions;
  }

  private static Insertion insertion(
      RequestOption option, Map<String, Object> interval, Interpolation name, Scope scope) {
    return new Insertion(option, interval.getOrDefault(name.text(scope), ""));
  }

  /** The record's time; empty when it has none that can be read. */
  public Optional<Instant> timeOf(JsonNode record, Scope scope) {
    JsonNode value = record.path(field.text(scope));
    if (!value.isValueNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    return Formats.find(formats, text).map(OffsetDateTime::toInstant);
  }

  /** The places of the request that it fills. */
  public Stream<RequestOption> options() {
    return Stream.concat(startOption.stream(), endOption.stream());
  }
}
