package dev.tidemark.connectors.expression;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that templates can call by name. */
final class Macros {
  private static final String DAY_DELTA_FORMAT = "%Y-%m-%dT%H:%M:%S.%f%z";

  private Macros() {}

  static List<Operation> all() {
    return List.of(
        macro("now_utc", Signature.NONE, Macros::now).changing(),
        macro("today_utc", Signature.NONE, arguments -> now(arguments).toLocalDate()).changing(),
        macro("today_with_timezone", Signature.of("timezone"), Macros::todayIn)
            .changing()
            .checked(arguments -> zone(arguments.text(0))),
        macro("timestamp", Signature.of("dt"), Macros::timestamp),
        macro("str_to_datetime", Signature.of("s"), arguments -> datetime(arguments.text(0))),
        macro("duration", Signature.of("datestring"), Macros::duration).checked(Macros::duration),
        macro("day_delta", Signature.of("num_days", "format?"), Macros::dayDelta).changing(),
        macro("format_datetime", Signature.of("dt", "format", "input_format?"), Macros::format),
        macro("max", Signature.nameless(1), arguments -> extreme(arguments, 1)),
        macro("min", Signature.nameless(1), arguments -> extreme(arguments, -1)),
        macro("sanitize_url", Signature.of("value"), Macros::sanitizeUrl),
        macro("camel_case_to_snake_case", Signature.of("value"), Macros::toSnakeCase),
        macro("generate_uuid", Signature.NONE, arguments -> arguments.scope().names().newId())
            .changing());
  }

  private interface MacroBody {
    @Nullable Object apply(Arguments arguments);
  }

  private static Operation macro(String name, Signature signature, MacroBody body) {
    return Operation.of(name, signature, (nothing, arguments) -> body.apply(arguments));
  }

  private static OffsetDateTime now(Arguments arguments) {
    Instant now = arguments.scope().names().clock().instant();
    return now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static LocalDate todayIn(Arguments arguments) {
    return now(arguments).atZoneSameInstant(zone(arguments.text(0))).toLocalDate();
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Fault.value("a time zone is unknown; names are such as Europe/Berlin");
    }
  }

  private static Object timestamp(Arguments arguments) {
    Object value = arguments.value(0);
    if (value instanceof Double number) {
      return NumberFilters.truncate(number);
    }
    if (value != null && Values.isInteger(value)) {
      return Integers.add(0L, value);
    }
    return SpanMath.epochSeconds(
        value instanceof OffsetDateTime moment ? moment : datetime(arguments.text(0)));
  }

  private static OffsetDateTime datetime(String text) {
    return Dates.orFault(() -> DatetimeFormat.parseIso(text));
  }

  private static Object duration(Arguments arguments) {
    return arguments.memo().first(arguments.text(0), Dates::span);
  }

  private static String dayDelta(Arguments arguments) {
    Object days = arguments.value(0);
    Undefined.refuse(days);
    if (days == null || !Values.isNumber(days)) {
      throw Fault.type("a number of days must be a number, not " + Kind.wordsFor(days));
    }
    Object span = SpanMath.multiply(Duration.ofDays(1), days);
    Object moment = span == null ? null : SpanMath.add(now(arguments), span);
    return Dates.format(arguments, arguments.textOr(1, DAY_DELTA_FORMAT))
        .formatAny((OffsetDateTime) Objects.requireNonNull(moment));
  }

  private static String format(Arguments arguments) {
    DatetimeFormat format = Dates.format(arguments, arguments.text(1));
    return arguments.scope().made(format.formatAny(moment(arguments)));
  }

  /** The moment that the first argument of format_datetime is, or stands for. */
  private static Temporal moment(Arguments arguments) {
    Object value = arguments.value(0);
    if (value instanceof OffsetDateTime || value instanceof LocalDateTime) {
      return (Temporal) value;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
    if (value != null && Values.isInteger(value)) {
      String inputFormat = arguments.hasSome(2) ? arguments.text(2) : "%s";
      String digits = Integers.add(0L, value).toString();
      return parse(arguments, digits, inputFormat);
    }
    String text = arguments.text(0);
    return arguments.hasSome(2) ? parse(arguments, text, arguments.text(2)) : datetime(text);
  }

  private static OffsetDateTime parse(Arguments arguments, String text, String inputFormat) {
    DatetimeFormat format = arguments.memo().second(inputFormat, Dates::format);
    return Dates.orFault(() -> format.parse(text));
  }

  private static @Nullable Object extreme(Arguments arguments, int sign) {
    Scope scope = arguments.scope();
    List<@Nullable Object> values =
        arguments.all().size() == 1 ? scope.walk(arguments.value(0)) : arguments.all();
    if (values.isEmpty()) {
      throw Fault.value("an empty list has no greatest and no least element");
    }
    Object best = values.getFirst();
    for (Object value : values.subList(1, values.size())) {
      if (sign > 0 ? Ordering.isLess(scope, best, value) : Ordering.isLess(scope, value, best)) {
        best = value;
      }
    }
    return best;
  }

  private static String sanitizeUrl(Arguments arguments) {
    return arguments.scope().made(quotePlus(arguments.text(0)));
  }

  /** Percent-encodes all but letters, digits and {@code _.-~}, and writes a blank as a plus. */
  static String quotePlus(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String toSnakeCase(Arguments arguments) {
    String text = arguments.text(0);
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i > 0 && c >= 'A' && c <= 'Z') {
        out.append('_');
      }
      out.append(c);
    }
    return arguments.scope().made(CharacterRules.lower(out.toString()));
  }
}
