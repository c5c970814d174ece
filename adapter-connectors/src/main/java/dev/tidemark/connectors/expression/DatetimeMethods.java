package dev.tidemark.connectors.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods of date-times, dates and durations. */
final class DatetimeMethods {
  private static final List<ChronoField> REPLACEABLE =
      List.of(
          ChronoField.YEAR,
          ChronoField.MONTH_OF_YEAR,
          ChronoField.DAY_OF_MONTH,
          ChronoField.HOUR_OF_DAY,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE,
          ChronoField.MICRO_OF_SECOND);

  private DatetimeMethods() {}

  static List<Operation> ofDatetimes() {
    List<Operation> all = new ArrayList<>(common());
    all.add(
        Operation.of("isoformat", Signature.of("sep?", "timespec?"), DatetimeMethods::isoFormat));
    all.add(
        Operation.of(
            "timestamp",
            Signature.NONE,
            (moment, arguments) ->
                SpanMath.epochSeconds(
                    moment instanceof OffsetDateTime aware
                        ? aware
                        : SpanMath.utc(Strftime.local(temporal(moment))))));
    all.add(
        Operation.of(
            "date",
            Signature.NONE,
            (moment, arguments) -> Strftime.local(temporal(moment)).toLocalDate()));
    all.add(
        Operation.of(
            "replace",
            Signature.of(
                "year?",
                "month?",
                "day?",
                "hour?",
                "minute?",
                "second?",
                "microsecond?",
                "tzinfo?"),
            (moment, arguments) -> {
              Temporal replaced = replace(temporal(moment), arguments, 7);
              return arguments.has(7) ? withoutZone(replaced, arguments.value(7)) : replaced;
            }));
    return all;
  }

  static List<Operation> ofDates() {
    List<Operation> all = new ArrayList<>(common());
    all.add(
        Operation.of(
            "isoformat", Signature.NONE, (date, arguments) -> PythonText.of(temporal(date))));
    all.add(
        Operation.of(
            "replace",
            Signature.of("year?", "month?", "day?"),
            (date, arguments) -> replace(temporal(date), arguments, 3)));
    return all;
  }

  static List<Operation> ofSpans() {
    return List.of(
        Operation.of(
            "total_seconds",
            Signature.NONE,
            (span, arguments) -> {
              Duration time =
                  span instanceof CalendarDuration calendar
                      ? calendar.time()
                      : (Duration) Objects.requireNonNull(span);
              return Numbers.divide(Integers.shrink(SpanMath.micros(time)), 1_000_000L);
            }));
  }

  private static List<Operation> common() {
    return List.of(
        Operation.of(
            "strftime",
            Signature.of("format"),
            (moment, arguments) ->
                arguments
                    .scope()
                    .made(Dates.format(arguments, arguments.text(0)).formatAny(temporal(moment)))),
        Operation.of(
            "weekday",
            Signature.NONE,
            (moment, arguments) -> temporal(moment).get(ChronoField.DAY_OF_WEEK) - 1L),
        Operation.of(
            "isoweekday",
            Signature.NONE,
            (moment, arguments) -> (long) temporal(moment).get(ChronoField.DAY_OF_WEEK)),
        Operation.of(
            "toordinal",
            Signature.NONE,
            (moment, arguments) -> temporal(moment).getLong(ChronoField.EPOCH_DAY) + 719_163));
  }

  private static Temporal temporal(@Nullable Object moment) {
    return (Temporal) Objects.requireNonNull(moment);
  }

  private static Temporal replace(Temporal moment, Arguments arguments, int fields) {
    Temporal replaced = moment;
    try {
      // The day goes first to 1, so that a new month never meets a day it does not have.
      int day = arguments.has(2) ? arguments.integer(2) : moment.get(ChronoField.DAY_OF_MONTH);
      replaced = replaced.with(ChronoField.DAY_OF_MONTH, 1);
      for (int i = 0; i < fields; i++) {
        if (i != 2 && arguments.has(i)) {
          replaced = replaced.with(REPLACEABLE.get(i), arguments.integer(i));
        }
      }
      replaced = replaced.with(ChronoField.DAY_OF_MONTH, day);
    } catch (DateTimeException e) {
      throw Fault.value("the replaced parts make no date that exists");
    }
    if (replaced.get(ChronoField.YEAR) < 1 || replaced.get(ChronoField.YEAR) > 9999) {
      throw Fault.value("a date would be outside the years 1 to 9999");
    }
    return replaced;
  }

  private static LocalDateTime withoutZone(Temporal moment, @Nullable Object zone) {
    if (zone != null) {
      throw Fault.type("tzinfo can only be replaced by None");
    }
    return Strftime.local(moment);
  }

  private static String isoFormat(@Nullable Object moment, Arguments arguments) {
    String separator = arguments.textOr(0, "T");
    if (CodePoints.count(separator) != 1) {
      throw Fault.type("the separator must be one character");
    }
    LocalDateTime local = Strftime.local(temporal(moment));
    StringBuilder out = new StringBuilder(40);
    LocalDate date = local.toLocalDate();
    IsoText.appendDate(out, date);
    out.append(separator);
    int start = out.length();
    String precision = arguments.textOr(1, "auto");
    IsoText.appendTime(
        out,
        local,
        switch (precision) {
          case "auto" -> IsoText.micros(local) == 0 ? 0 : 6;
          case "milliseconds" -> 3;
          case "microseconds" -> 6;
          case "hours", "minutes", "seconds" -> 0;
          default -> throw Fault.value("timespec is unknown");
        });
    if (precision.equals("hours") || precision.equals("minutes")) {
      out.setLength(start + (precision.equals("hours") ? 2 : 5));
    }
    return moment instanceof OffsetDateTime aware
        ? out + IsoText.offset(aware.getOffset(), ":")
        : out.toString();
  }
}
