package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints floats as Python's repr() does: the shortest digits that read back as the same number. */
final class FloatText {
  private FloatText() {}

  static String of(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number < 0 ? "-inf" : "inf";
    }
    double size = Math.abs(number);
    if (number == 0 || (size >= 1e-3 && size < 1e7)) {
      return Double.toString(number);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    BigDecimal oneDigit = shortest.round(new MathContext(1));
    // Java prints two digits where one would do, which shows with the very smallest numbers.
    return sign(number) + ofFar(oneDigit.doubleValue() == size ? oneDigit : shortest);
  }

  private static String sign(double number) {
    return number < 0 ? "-" : "";
  }

  /** Java changes to the exponent at 1e7 and 1e-3, Python at 1e16 and 1e-4. */
  private static String ofFar(BigDecimal size) {
    int exponent = size.precision() - size.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return size.scale() <= 0 ? size.toPlainString() + ".0" : size.toPlainString();
    }
    String digits = size.unscaledValue().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String padding = Math.abs(exponent) < 10 ? "0" : "";
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + padding
        + Math.abs(exponent);
  }
}
