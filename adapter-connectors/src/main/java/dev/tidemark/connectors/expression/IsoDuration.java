package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ISO 8601 durations as isodate does, without its format that looks like a date. */
final class IsoDuration {
  private static final Pattern DURATION =
      Pattern.compile(
          "(?<sign>[+-])?P(?=\\w)(?:(?<years>N)Y)?(?:(?<months>N)M)?(?:(?<weeks>N)W)?(?:(?<days>N)D)?"
                  .replace("N", "[0-9]{1,15}(?:[,.][0-9]{1,15})?")
              + "(?:T(?:(?<hours>N)H)?(?:(?<minutes>N)M)?(?:(?<seconds>N)S)?)?"
                  .replace("N", "[0-9]{1,15}(?:[,.][0-9]{1,15})?"));
  private static final BigDecimal MOST_MICROS = new BigDecimal("86399999913600000000");

  private IsoDuration() {}

  static CalendarDuration parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException("a text is no ISO 8601 duration such as P1M or PT12H");
    }
    BigDecimal micros =
        part(matcher.group("weeks"), 604_800)
            .add(part(matcher.group("days"), 86_400))
            .add(part(matcher.group("hours"), 3600))
            .add(part(matcher.group("minutes"), 60))
            .add(part(matcher.group("seconds"), 1))
            .multiply(BigDecimal.valueOf(1_000_000));
    if (micros.compareTo(MOST_MICROS) > 0) {
      throw new DateTimeException("a duration is too long");
    }
    BigInteger whole = micros.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    try {
      CalendarDuration span =
          new CalendarDuration(
              part(matcher.group("years"), 1),
              part(matcher.group("months"), 1),
              SpanMath.duration(whole));
      return "-".equals(matcher.group("sign")) ? span.negated() : span;
    } catch (IllegalArgumentException e) {
      throw new DateTimeException("a duration is too long", e);
    }
  }

  private static BigDecimal part(@Nullable String number, long factor) {
    return number == null
        ? BigDecimal.ZERO
        : new BigDecimal(number.replace(',', '.')).multiply(BigDecimal.valueOf(factor));
  }
}
