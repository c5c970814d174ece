package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic and comparison of numbers by Python's rules; booleans are the integers 0 and 1. */
final class Numbers {
  private static final long EXACT = 1L << 53;

  private Numbers() {}

  static double toDouble(Object number) {
    return number instanceof Double value ? value : Integers.toDouble(number);
  }

  private static boolean areIntegers(Object left, Object right) {
    return !(left instanceof Double) && !(right instanceof Double);
  }

  static Object add(Object left, Object right) {
    return areIntegers(left, right)
        ? Integers.add(left, right)
        : (Object) (toDouble(left) + toDouble(right));
  }

  static Object subtract(Object left, Object right) {
    return areIntegers(left, right)
        ? Integers.subtract(left, right)
        : (Object) (toDouble(left) - toDouble(right));
  }

  static Object multiply(Object left, Object right) {
    return areIntegers(left, right)
        ? Integers.multiply(left, right)
        : (Object) (toDouble(left) * toDouble(right));
  }

  /** True division, which always gives a float. */
  static double divide(Object left, Object right) {
    refuseZero(right);
    if (areIntegers(left, right) && !(isExact(left) && isExact(right))) {
      return divideExactly(Integers.big(left), Integers.big(right));
    }
    return toDouble(left) / toDouble(right);
  }

  private static boolean isExact(Object integer) {
    return Integers.isSmall(integer) && Math.abs(Integers.small(integer)) <= EXACT;
  }

  /** The float that is nearest to the quotient of two integers. */
  static double divideExactly(BigInteger left, BigInteger right) {
    // 40 digits are more than enough to round to 17 of them, but for ties, which are exact.
    double quotient =
        new BigDecimal(left).divide(new BigDecimal(right), new MathContext(40)).doubleValue();
    if (Double.isInfinite(quotient)) {
      throw Fault.value("the result of a division is too large for a float");
    }
    return quotient;
  }

  static Object floorDivide(Object left, Object right) {
    refuseZero(right);
    return areIntegers(left, right)
        ? Integers.floorDivide(left, right)
        : (Object) floorDivideFloats(toDouble(left), toDouble(right));
  }

  static Object modulo(Object left, Object right) {
    refuseZero(right);
    return areIntegers(left, right)
        ? Integers.modulo(left, right)
        : (Object) moduloFloats(toDouble(left), toDouble(right));
  }

  private static double moduloFloats(double left, double right) {
    double remainder = left % right;
    if (remainder == 0) {
      return Math.copySign(0.0, right);
    }
    return (right < 0) == (remainder < 0) ? remainder : remainder + right;
  }

  private static double floorDivideFloats(double left, double right) {
    double remainder = left % right;
    double quotient = (left - remainder) / right;
    if (remainder != 0 && (right < 0) != (remainder < 0)) {
      quotient -= 1.0;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, left / right);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1.0 : floor;
  }

  static Object power(Object base, Object exponent) {
    boolean negative = compare(exponent, 0L) < 0;
    if (areIntegers(base, exponent) && !negative) {
      return Integers.power(base, exponent);
    }
    double number = toDouble(base);
    double times = toDouble(exponent);
    if (number == 0 && negative) {
      throw Fault.value("0 cannot be raised to a negative power");
    }
    if (number < 0 && Double.isFinite(times) && times != Math.rint(times)) {
      throw Fault.type("a negative number raised to a fraction is complex");
    }
    double power = number == 1.0 ? 1.0 : Math.pow(number, times);
    if (Double.isInfinite(power) && Double.isFinite(number) && Double.isFinite(times)) {
      throw Fault.value("a power is too large for a float");
    }
    return power;
  }

  static Object negate(Object number) {
    return number instanceof Double value ? (Object) (-value) : Integers.negate(number);
  }

  private static void refuseZero(Object divisor) {
    if (divisor instanceof Double number
        ? number == 0.0
        : Long.valueOf(0).equals(shrink(divisor))) {
      throw Fault.value("a number was divided by zero");
    }
  }

  private static Object shrink(Object integer) {
    return integer instanceof Boolean ? (Object) Integers.small(integer) : integer;
  }

  /** Whether a number is NaN, which equals nothing and stands before and after nothing. */
  static boolean isNan(Object number) {
    return number instanceof Double value && value.isNaN();
  }

  /** Compares exactly, also integers with floats; neither may be NaN. */
  static int compare(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    if (areIntegers(left, right)) {
      return Integers.isSmall(left) && Integers.isSmall(right)
          ? Long.compare(Integers.small(left), Integers.small(right))
          : Integers.big(left).compareTo(Integers.big(right));
    }
    if (left instanceof Double number) {
      return compareFloat(number, right);
    }
    return -compareFloat((Double) right, left);
  }

  private static int compareFloat(double number, Object integer) {
    if (Double.isInfinite(number)) {
      return number < 0 ? -1 : 1;
    }
    return new BigDecimal(number).compareTo(new BigDecimal(Integers.big(integer)));
  }

  /** The other ways to write a number that equal it, for looking it up as a key. */
  static List<Object> equalForms(@Nullable Object number) {
    if (number instanceof Double value) {
      if (value != Math.rint(value) || Double.isInfinite(value)) {
        return List.of();
      }
      return forms(Integers.shrink(new BigDecimal(value).toBigInteger()), value);
    }
    if (number instanceof BigInteger integer) {
      return List.of(integer.doubleValue());
    }
    return number == null
        ? List.of()
        : forms(Integers.small(number), (double) Integers.small(number));
  }

  private static List<Object> forms(Object integer, double number) {
    if (Long.valueOf(0).equals(integer)) {
      return List.of(integer, 0.0, -0.0, false);
    }
    return Long.valueOf(1).equals(integer)
        ? List.of(integer, number, true)
        : List.of(integer, number);
  }

  /**
   * Rounds to digits after the point as Python's round() does: half to even, on the exact value.
   */
  static Object round(Object number, int digits) {
    if (number instanceof Double value) {
      if (!Double.isFinite(value) || digits > 330) {
        return value;
      }
      BigDecimal exact =
          new BigDecimal(value).setScale(Math.max(digits, -400), RoundingMode.HALF_EVEN);
      return Math.copySign(exact.doubleValue(), value);
    }
    if (digits >= 0) {
      return shrink(number);
    }
    if (digits < -Integers.MOST_DIGITS) {
      return 0L;
    }
    BigDecimal exact =
        new BigDecimal(Integers.big(number)).setScale(digits, RoundingMode.HALF_EVEN);
    return Integers.shrink(exact.toBigInteger());
  }
}
