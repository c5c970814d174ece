package dev.tidemark.connectors.expression;

import java.math.BigInteger;

/**
 * Whole numbers without bounds: a Long where it fits, else a BigInteger. They end at 4300 digits,
 * where Python refuses to print them.
 */
final class Integers {
  static final int MOST_DIGITS = 4300;
  private static final int MOST_BITS = 14_284;
  private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private Integers() {}

  /** The smallest type that holds the number. */
  static Object shrink(BigInteger number) {
    if (number.compareTo(LEAST_LONG) >= 0 && number.compareTo(GREATEST_LONG) <= 0) {
      return number.longValue();
    }
    if (number.bitLength() > MOST_BITS) {
      throw Fault.limit("an integer would have more than " + MOST_DIGITS + " digits");
    }
    return number;
  }

  /** A Boolean, Long or BigInteger as a BigInteger. */
  static BigInteger big(Object integer) {
    return integer instanceof BigInteger big ? big : BigInteger.valueOf(small(integer));
  }

  /** A Boolean or Long as a long. */
  static long small(Object integer) {
    return integer instanceof Boolean bool ? (bool ? 1 : 0) : (Long) integer;
  }

  static boolean isSmall(Object integer) {
    return !(integer instanceof BigInteger);
  }

  static double toDouble(Object integer) {
    if (isSmall(integer)) {
      return small(integer);
    }
    double number = big(integer).doubleValue();
    if (Double.isInfinite(number)) {
      throw Fault.value("an integer is too large for a float");
    }
    return number;
  }

  static Object add(Object left, Object right) {
    if (isSmall(left) && isSmall(right)) {
      long a = small(left);
      long b = small(right);
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) >= 0) {
        return sum;
      }
    }
    return shrink(big(left).add(big(right)));
  }

  static Object subtract(Object left, Object right) {
    if (isSmall(left) && isSmall(right)) {
      long a = small(left);
      long b = small(right);
      long difference = a - b;
      if (((a ^ b) & (a ^ difference)) >= 0) {
        return difference;
      }
    }
    return shrink(big(left).subtract(big(right)));
  }

  static Object multiply(Object left, Object right) {
    if (isSmall(left) && isSmall(right)) {
      long a = small(left);
      long b = small(right);
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return low;
      }
    }
    return shrink(big(left).multiply(big(right)));
  }

  /** Division that rounds towards negative infinity. */
  static Object floorDivide(Object left, Object right) {
    if (isSmall(left) && isSmall(right) && small(left) != Long.MIN_VALUE) {
      return Math.floorDiv(small(left), small(right));
    }
    BigInteger[] parts = big(left).divideAndRemainder(big(right));
    boolean exact = parts[1].signum() == 0 || parts[1].signum() == big(right).signum();
    return shrink(exact ? parts[0] : parts[0].subtract(BigInteger.ONE));
  }

  /** The remainder with the sign of the divisor. */
  static Object modulo(Object left, Object right) {
    if (isSmall(left) && isSmall(right)) {
      return Math.floorMod(small(left), small(right));
    }
    BigInteger divisor = big(right);
    BigInteger remainder = big(left).remainder(divisor);
    boolean done = remainder.signum() == 0 || remainder.signum() == divisor.signum();
    return shrink(done ? remainder : remainder.add(divisor));
  }

  /** A power with an exponent of 0 or more. */
  static Object power(Object base, Object exponent) {
    BigInteger number = big(base);
    if (number.abs().compareTo(BigInteger.ONE) <= 0) {
      boolean odd = big(exponent).testBit(0);
      return big(exponent).signum() == 0 ? 1L : shrink(odd ? number : number.multiply(number));
    }
    boolean fits =
        isSmall(exponent)
            && (number.bitLength() - 1L) * Math.min(small(exponent), 100_000L) <= MOST_BITS;
    if (!fits || small(exponent) > MOST_BITS) {
      throw Fault.limit("an integer would have more than " + MOST_DIGITS + " digits");
    }
    return shrink(number.pow((int) small(exponent)));
  }

  static Object negate(Object integer) {
    return subtract(0L, integer);
  }
}
