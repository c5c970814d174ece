package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of dates, date-times and durations, as Python's datetime and isodate's Duration do it.
 * Null means that the operator has no meaning for the types.
 */
final class SpanMath {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final long MOST_DAYS = 999_999_999;

  private SpanMath() {}

  static @Nullable Object add(Object left, Object right) {
    if (isSpan(left) && isSpan(right)) {
      return sum(left, right, 1);
    }
    if (isMoment(left) && isSpan(right)) {
      return move(left, right, 1);
    }
    return isSpan(left) && isMoment(right) ? move(right, left, 1) : null;
  }

  static @Nullable Object subtract(Object left, Object right) {
    if (isMoment(left) && isSpan(right)) {
      return move(left, right, -1);
    }
    if (isSpan(left) && isSpan(right)) {
      return sum(left, right, -1);
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return Duration.ofDays(a.toEpochDay() - b.toEpochDay());
    }
    if (left instanceof OffsetDateTime a && right instanceof OffsetDateTime b) {
      return Duration.between(b, a);
    }
    return left instanceof LocalDateTime a && right instanceof LocalDateTime b
        ? Duration.between(b, a)
        : null;
  }

  static @Nullable Object multiply(Object left, Object right) {
    if (Values.isNumber(left) && isSpan(right)) {
      return multiply(right, left);
    }
    if (left instanceof CalendarDuration span && Values.isInteger(right)) {
      BigDecimal times = new BigDecimal(Integers.big(right));
      return calendar(
          span.years().multiply(times),
          span.months().multiply(times),
          duration(micros(span.time()).multiply(Integers.big(right))));
    }
    if (!(left instanceof Duration span) || !Values.isNumber(right)) {
      return null;
    }
    return right instanceof Double number
        ? duration(rounded(new BigDecimal(micros(span)).multiply(finite(number))))
        : duration(micros(span).multiply(Integers.big(right)));
  }

  static @Nullable Object divide(Object left, Object right) {
    if (!(left instanceof Duration span)) {
      return null;
    }
    if (right instanceof Duration other) {
      return Numbers.divideExactly(micros(span), nonZero(micros(other)));
    }
    if (!Values.isNumber(right)) {
      return null;
    }
    BigDecimal divisor =
        right instanceof Double number ? finite(number) : new BigDecimal(Integers.big(right));
    if (divisor.signum() == 0) {
      throw zero();
    }
    return duration(
        new BigDecimal(micros(span)).divide(divisor, 0, RoundingMode.HALF_EVEN).toBigInteger());
  }

  static @Nullable Object floorDivide(Object left, Object right) {
    if (left instanceof Duration span && right instanceof Duration other) {
      Object divisor = Integers.shrink(nonZero(micros(other)));
      return Integers.floorDivide(Integers.shrink(micros(span)), divisor);
    }
    if (left instanceof Duration span && Values.isInteger(right)) {
      Object divisor = Integers.shrink(nonZero(Integers.big(right)));
      return duration(Integers.big(Integers.floorDivide(Integers.shrink(micros(span)), divisor)));
    }
    return null;
  }

  static @Nullable Object modulo(Object left, Object right) {
    if (left instanceof Duration span && right instanceof Duration other) {
      Object divisor = Integers.shrink(nonZero(micros(other)));
      return duration(Integers.big(Integers.modulo(Integers.shrink(micros(span)), divisor)));
    }
    return null;
  }

  static Object negate(Object span) {
    return span instanceof CalendarDuration calendar
        ? calendar.negated()
        : ((Duration) span).negated();
  }

  static boolean isSpan(@Nullable Object value) {
    return value instanceof Duration || value instanceof CalendarDuration;
  }

  private static boolean isMoment(Object value) {
    return value instanceof OffsetDateTime
        || value instanceof LocalDateTime
        || value instanceof LocalDate;
  }

  private static Object sum(Object left, Object right, int sign) {
    Duration time = time(left).plus(sign > 0 ? time(right) : time(right).negated());
    refuseLong(time);
    if (left instanceof Duration && right instanceof Duration) {
      return time;
    }
    BigDecimal factor = BigDecimal.valueOf(sign);
    return calendar(
        years(left).add(years(right).multiply(factor)),
        months(left).add(months(right).multiply(factor)),
        time);
  }

  private static Duration time(Object span) {
    return span instanceof CalendarDuration calendar ? calendar.time() : (Duration) span;
  }

  private static BigDecimal years(Object span) {
    return span instanceof CalendarDuration calendar ? calendar.years() : BigDecimal.ZERO;
  }

  private static BigDecimal months(Object span) {
    return span instanceof CalendarDuration calendar ? calendar.months() : BigDecimal.ZERO;
  }

  private static CalendarDuration calendar(BigDecimal years, BigDecimal months, Duration time) {
    try {
      return new CalendarDuration(years, months, time);
    } catch (IllegalArgumentException e) {
      throw Fault.value("a duration is too long");
    }
  }

  private static Object move(Object moment, Object span, int sign) {
    CalendarDuration full =
        span instanceof CalendarDuration calendar
            ? calendar
            : CalendarDuration.of(0, 0, (Duration) span);
    CalendarDuration signed = sign > 0 ? full : full.negated();
    try {
      return switch (moment) {
        case OffsetDateTime aware -> signed.addTo(aware);
        case LocalDateTime naive -> signed.addTo(naive);
        default -> moveDate((LocalDate) moment, full, sign);
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw Fault.value(String.valueOf(e.getMessage()));
    }
  }

  /** Python takes the whole days of a duration, rounded down before the sign is applied. */
  private static LocalDate moveDate(LocalDate date, CalendarDuration span, int sign) {
    Duration days = Duration.ofDays(SpanText.days(span.time()));
    CalendarDuration whole = new CalendarDuration(span.years(), span.months(), days);
    return (sign > 0 ? whole : whole.negated()).addTo(date.atStartOfDay()).toLocalDate();
  }

  /** All of a duration in microseconds. */
  static BigInteger micros(Duration span) {
    return BigInteger.valueOf(span.toSeconds())
        .multiply(MILLION)
        .add(BigInteger.valueOf(SpanText.micros(span)));
  }

  /** The duration of that many microseconds. */
  static Duration duration(BigInteger micros) {
    BigInteger[] parts = micros.divideAndRemainder(MILLION);
    if (parts[0].bitLength() > 62) {
      throw Fault.value("a duration is too long");
    }
    Duration span = Duration.ofSeconds(parts[0].longValue()).plusNanos(parts[1].longValue() * 1000);
    refuseLong(span);
    return span;
  }

  private static void refuseLong(Duration span) {
    if (Math.abs(SpanText.days(span)) > MOST_DAYS) {
      throw Fault.value("a duration is too long");
    }
  }

  static BigInteger rounded(BigDecimal number) {
    if (number.precision() - number.scale() > 40) {
      throw Fault.value("a duration is too long");
    }
    return number.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
  }

  private static BigDecimal finite(double number) {
    if (!Double.isFinite(number)) {
      throw Fault.value("a duration cannot be multiplied or divided by infinity or nan");
    }
    return new BigDecimal(number);
  }

  private static BigInteger nonZero(BigInteger number) {
    if (number.signum() == 0) {
      throw zero();
    }
    return number;
  }

  private static Fault zero() {
    return Fault.value("a duration was divided by zero");
  }

  /** Seconds since 1970, as Python's timestamp() gives them. */
  static double epochSeconds(OffsetDateTime moment) {
    long micros = moment.toEpochSecond() * 1_000_000 + moment.getNano() / 1000;
    return Math.abs(micros) <= 1L << 53
        ? micros / 1e6
        : Numbers.divideExactly(BigInteger.valueOf(micros), MILLION);
  }

  static OffsetDateTime utc(LocalDateTime moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
