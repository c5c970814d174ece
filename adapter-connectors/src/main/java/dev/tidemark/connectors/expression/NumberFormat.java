package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints numbers with a number of digits, as the codes e, f and g of Python's formats do. */
final class NumberFormat {
  static final int MOST_DIGITS = 1000;

  private NumberFormat() {}

  /** The size of a float, without its sign. */
  static String print(char code, double number, int precision, boolean keepsZeros) {
    double size = Math.abs(number);
    boolean capitals = Character.isUpperCase(code);
    String text =
        Double.isNaN(size)
            ? "nan"
            : Double.isInfinite(size)
                ? "inf"
                : switch (Character.toLowerCase(code)) {
                  case 'f' -> fixed(size, precision);
                  case 'e' -> exponential(size, precision);
                  default -> general(size, Math.max(1, precision), keepsZeros);
                };
    return capitals ? CharacterRules.upper(text) : text;
  }

  private static String fixed(double size, int precision) {
    return new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String exponential(double size, int precision) {
    BigDecimal rounded =
        new BigDecimal(size).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = size == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String digits = rounded.unscaledValue().toString();
    digits += "0".repeat(Math.max(0, precision + 1 - digits.length()));
    String fraction = precision == 0 ? "" : "." + digits.substring(1, precision + 1);
    return digits.charAt(0) + fraction + exponentText(exponent);
  }

  private static String exponentText(int exponent) {
    String digits = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
  }

  private static String general(double size, int precision, boolean keepsZeros) {
    String scientific = exponential(size, precision - 1);
    int mark = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific.substring(mark + 1));
    if (exponent < -4 || exponent >= precision) {
      String digits = scientific.substring(0, mark);
      return (keepsZeros ? digits : withoutZeros(digits)) + scientific.substring(mark);
    }
    String digits = fixed(size, precision - 1 - exponent);
    return keepsZeros ? digits : withoutZeros(digits);
  }

  private static String withoutZeros(String digits) {
    if (digits.indexOf('.') < 0) {
      return digits;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
